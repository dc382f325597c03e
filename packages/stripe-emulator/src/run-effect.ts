import type Stripe from 'stripe';
import type { Effect, Emulator } from './emulator.ts';

/** Runs a verb in one transaction at one moment; its webhooks leave after `responseSent`. */
export async function runEffect<T>(
  emulator: Emulator,
  request: Stripe.Event.Request | null,
  responseSent: Promise<void>,
  verb: (effect: Effect) => T,
): Promise<T> {
  const at = await emulator.now();
  const { store, fees, deliveries } = emulator;
  const origin = emulator.origin();
  const effect: Effect = { store, fees, at, origin, hasReceiver: deliveries.hasReceiver(), request };
  const result = store.transaction(() => verb(effect));
  deliveries.wake(responseSent);
  return result;
}
