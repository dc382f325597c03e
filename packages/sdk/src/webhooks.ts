import { importSecrets } from './webhooks/import-secrets.ts';
import { readWebhook } from './webhooks/read-webhook.ts';
import type { SignedRequest } from './webhooks/signed-request.ts';
import type { Webhook } from './webhooks/webhook.ts';
import { WebhookRefused } from './webhooks/webhook-refused.ts';

export type { SignedRequest } from './webhooks/signed-request.ts';
export type {
  Webhook,
  WebhookMoney,
  WebhookPayout,
  WebhookStatement,
  WebhookThing,
} from './webhooks/webhook.ts';
export { WebhookRefused, type WebhookRefusedCode } from './webhooks/webhook-refused.ts';

/** More than any signature of a rotation needs: a list of thousands is not worth the work. */
const signaturesMax = 10;

/**
 * What Flattr tells, once its signature, its moment and its form are right; otherwise throws `WebhookRefused`, which is answered
 * by 401. Takes a Fetch `Request`, Node's incoming message with its body unread, or `{ headers, body }` with the body's own bytes.
 * Give several secrets while one is replaced by another. What was sent more than `toleranceSeconds` ago, or is that far ahead, is
 * refused, 300 by default; take each `id` once within that time.
 *
 * @example
 * ```ts
 * import { verifyWebhook } from '@flattr/sdk/webhooks';
 *
 * const webhook = await verifyWebhook(request, 'whsec_…');
 * if (webhook.type === 'payout.paid') console.log(webhook.data.payout.amount);
 * ```
 *
 * @throws TypeError for a secret or a tolerance that cannot be right.
 */
export const verifyWebhook = async (
  request: SignedRequest,
  secrets: string | readonly string[],
  { toleranceSeconds = 300 }: { readonly toleranceSeconds?: number } = {},
): Promise<Webhook> => {
  if (!(toleranceSeconds > 0 && toleranceSeconds <= 86_400)) {
    throw new TypeError(
      'toleranceSeconds is more than 0 and at most a day: a signature never holds for ever',
    );
  }
  const keys = await importSecrets(typeof secrets === 'string' ? [secrets] : secrets);
  const { id, sentAt, signatures, readBody } = readWebhook(request);
  if (!(Math.abs(Date.now() / 1000 - sentAt) <= toleranceSeconds)) {
    throw new WebhookRefused('TOO_OLD', 'it was not sent just now: compare this clock with the time');
  }
  const body = await readBody();
  const signed = concat(new TextEncoder().encode(`${id}.${sentAt}.`), body);
  // Web Crypto compares in constant time.
  for (const key of keys)
    for (const signature of signatures.slice(0, signaturesMax))
      if (await crypto.subtle.verify('HMAC', key, signature, signed)) return webhookIn(id, body);
  throw new WebhookRefused('SIGNATURE_WRONG', 'no signature is by this secret over these bytes');
};

const concat = (start: Uint8Array, end: Uint8Array): Uint8Array<ArrayBuffer> => {
  const whole = new Uint8Array(start.length + end.length);
  whole.set(start);
  whole.set(end, start.length);
  return whole;
};

const webhookIn = (id: string, body: Uint8Array): Webhook => {
  try {
    return { id, ...JSON.parse(new TextDecoder().decode(body)) };
  } catch (cause) {
    throw new WebhookRefused('BODY_UNREADABLE', 'its body is not JSON', { cause });
  }
};
