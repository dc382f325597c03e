import type Stripe from 'stripe';
import type { Effect, Emulator } from './emulator.ts';
import { passTime } from './verbs/pass-time.ts';

async function effectOf(
  emulator: Emulator,
  account: string,
  request: Stripe.Event.Request | null,
): Promise<Effect> {
  const at = await emulator.now();
  const { store, terms, deliveries } = emulator;
  const origin = emulator.origin();
  return { store, terms, at, origin, hasReceiver: deliveries.hasReceiver(), account, request };
}

/**
 * Runs a verb in one transaction at one moment, and what follows from it by itself in the next; their webhooks leave
 * after `responseSent`.
 */
export async function runEffect<T>(
  emulator: Emulator,
  request: Stripe.Event.Request | null,
  responseSent: Promise<void>,
  verb: (effect: Effect) => T,
  account = '',
): Promise<T> {
  const effect = await effectOf(emulator, account, request);
  const { store, deliveries } = emulator;
  try {
    store.transaction(() => passTime(effect));
    const result = store.transaction(() => verb(effect));
    store.transaction(() => passTime(effect));
    return result;
  } finally {
    deliveries.wake(responseSent);
  }
}

/** Lets happen what is due by now, before somebody looks. */
export async function catchUp(emulator: Emulator): Promise<void> {
  const effect = await effectOf(emulator, '', null);
  if (!effect.store.nextDue(effect.at)) return;
  effect.store.transaction(() => passTime(effect));
  emulator.deliveries.wake(Promise.resolve());
}
