import type { SignedRequest } from './signed-request.ts';
import { WebhookRefused } from './webhook-refused.ts';

/** More than Flattr ever sends. */
const bytesMax = 1_000_000;

/** The bytes of a body as they came, read once and no further than a webhook of Flattr's is long. */
export const readBody = async (request: SignedRequest): Promise<Uint8Array> => {
  const body = 'body' in request && request.body !== undefined ? request.body : request;
  if (typeof body === 'string') return new TextEncoder().encode(body);
  if (body === null || body instanceof Uint8Array) return body ?? new Uint8Array();
  if (!(Symbol.asyncIterator in body)) {
    throw new TypeError('body is parsed already: give verifyWebhook its bytes, or the request itself');
  }
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of body) {
    const bytes = typeof part === 'string' ? new TextEncoder().encode(part) : part;
    length += bytes.length;
    if (length > bytesMax) throw new WebhookRefused('BODY_TOO_LARGE', `its body has over ${bytesMax} bytes`);
    parts.push(bytes);
  }
  return joined(parts, length);
};

const joined = (parts: readonly Uint8Array[], length: number): Uint8Array => {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};
