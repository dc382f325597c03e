import { checkOptions, type FlattrOptions } from './check-options.ts';
import { type Request, requestWith } from './request.ts';

/**
 * What sends generated documents to one instance, and nothing else: whoever bundles it pays for the documents that they send.
 *
 * @example
 * ```ts
 * import { createRequest, ThingDocument } from '@flattr/sdk';
 *
 * const request = createRequest({ endpoint: 'http://localhost:4000/graphql' });
 * const { thing } = await request(ThingDocument, { url: 'https://blog.example/bread' });
 * ```
 *
 * @throws TypeError where an option cannot be right, in a sentence that says what to give instead.
 */
export const createRequest = (options: FlattrOptions): Request => {
  checkOptions(options);
  const { endpoint, token, headers = {}, retries = 2 } = options;
  const { fetch = (url, init) => globalThis.fetch(url, init) } = options;
  const sent = token === undefined ? headers : { ...headers, authorization: `Bearer ${token}` };
  return requestWith(endpoint, sent, fetch, retries);
};
