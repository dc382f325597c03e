import { createHmac } from 'node:crypto';

/** The `Stripe-Signature` of a payload: a scheme-1 HMAC over the time in seconds and the payload. */
export function signPayload(payload: string, secret: string, seconds: number): string {
  const digest = createHmac('sha256', secret).update(`${seconds}.${payload}`).digest('hex');
  return `t=${seconds},v1=${digest}`;
}
