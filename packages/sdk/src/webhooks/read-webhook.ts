import { bytesOfBase64 } from './bytes-of-base64.ts';
import { readBody } from './read-body.ts';
import type { NodeHeaders, SignedRequest } from './signed-request.ts';
import { WebhookRefused } from './webhook-refused.ts';

export type ReadWebhook = {
  readonly id: string;
  /** In seconds since 1970. */
  readonly sentAt: number;
  readonly signatures: readonly Uint8Array<ArrayBuffer>[];
  readonly readBody: () => Promise<Uint8Array>;
};

/** What the headers of Standard Webhooks say, before anything of the body is read. */
export const readWebhook = (request: SignedRequest): ReadWebhook => {
  const { headers } = request;
  const header = (name: string): string => {
    const value = areOfFetch(headers) ? headers.get(name) : headers[name];
    return typeof value === 'string' ? value : '';
  };
  const id = header('webhook-id');
  const sentAt = header('webhook-timestamp');
  const signatures = header('webhook-signature').split(' ').flatMap(signatureIn);
  if (!id || !/^[1-9]\d{0,11}$/.test(sentAt) || signatures.length === 0) {
    const wanted = 'webhook-id, webhook-timestamp and webhook-signature';
    throw new WebhookRefused('HEADERS_MISSING', `the headers ${wanted} are not those of Standard Webhooks`);
  }
  return { id, sentAt: +sentAt, signatures, readBody: () => readBody(request) };
};

const areOfFetch = (headers: Headers | NodeHeaders): headers is Headers => typeof headers.get === 'function';

/** Other versions than `v1` are other algorithms. */
const signatureIn = (signature: string): Uint8Array<ArrayBuffer>[] => {
  const bytes = signature.startsWith('v1,') ? bytesOfBase64(signature.slice(3)) : undefined;
  return bytes ? [bytes] : [];
};
