import { setTimeout as wait } from 'node:timers/promises';

/** How webhooks travel; Stripe promises neither their order nor that each comes once. */
export type WebhookBehaviour = {
  /** How often each event is sent that arrives, once by default. */
  copies: number;
  /** How long each waits at least, in milliseconds. */
  delayMs: number;
  /** Up to how much longer each waits, by chance, so that they overtake each other. */
  shuffleMs: number;
  /** Whether events wait until they are released by hand. */
  held: boolean;
};

export const ordinaryBehaviour: WebhookBehaviour = { copies: 1, delayMs: 0, shuffleMs: 0, held: false };

/** Waits as long as a webhook travels, or until the emulator closes. */
export async function travel({ delayMs, shuffleMs }: WebhookBehaviour, closing: AbortSignal): Promise<void> {
  const ms = delayMs + Math.random() * shuffleMs;
  if (ms > 0) await wait(ms, undefined, { signal: closing }).catch(() => undefined);
}
