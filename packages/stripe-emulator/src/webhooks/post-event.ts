import type { AnyEvent } from '../store/documents.ts';
import { signPayload } from './sign-payload.ts';

type Receiver = { url: string; secret: string };

const patienceMs = 10_000;

/** What a failed fetch met, in the words of the network if it has any. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string') return cause.code;
  return cause instanceof Error ? cause.message : 'unknown failure';
}

/** Posts one event, signed with the real time, and tells whether it arrived; redirects do not count. */
export async function postEvent(
  event: AnyEvent,
  receiver: Receiver,
  closing: AbortSignal,
): Promise<{ arrived: boolean; outcome: string }> {
  const payload = JSON.stringify(event, null, 2);
  const signature = signPayload(payload, receiver.secret, Math.floor(Date.now() / 1000));
  try {
    const response = await fetch(receiver.url, {
      method: 'POST',
      body: payload,
      headers: { 'content-type': 'application/json; charset=utf-8', 'stripe-signature': signature },
      redirect: 'manual',
      signal: AbortSignal.any([closing, AbortSignal.timeout(patienceMs)]),
    });
    await response.body?.cancel();
    return { arrived: response.ok, outcome: `HTTP ${response.status}` };
  } catch (error) {
    return { arrived: false, outcome: reasonOf(error) };
  }
}
