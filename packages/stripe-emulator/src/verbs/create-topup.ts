import type Stripe from 'stripe';
import type { Effect } from '../emulator.ts';
import { buildTopup, type TopupFacts } from '../objects/topup.ts';
import { emitEvent } from './emit-event.ts';
import { moveBalance } from './move-balance.ts';

/** Adds money of the operator's bank to the platform's balance, at once. */
export function createTopup(effect: Effect, facts: TopupFacts): Stripe.Topup {
  const topup = buildTopup(facts, effect.at);
  const { id, amount, currency, description } = topup;
  const movement = { type: 'topup', amount, fee: 0, currency, source: id, description } as const;
  topup.balance_transaction = moveBalance(effect, movement).id;
  effect.store.put('topup', topup);
  emitEvent(effect, { type: 'topup.created', object: topup });
  emitEvent(effect, { type: 'topup.succeeded', object: topup });
  return topup;
}
