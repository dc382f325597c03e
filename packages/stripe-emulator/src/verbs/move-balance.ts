import type Stripe from 'stripe';
import type { Effect } from '../emulator.ts';
import { buildBalanceTransaction, type Movement } from '../objects/balance-transaction.ts';

/** Writes a balance transaction and what is available after it: the one place where the balance changes. */
export function moveBalance(effect: Effect, movement: Movement): Stripe.BalanceTransaction {
  const { store } = effect;
  const transaction = buildBalanceTransaction(movement, effect.at);
  const before = store.get('available_balance', movement.currency)?.available ?? 0;
  store.put('balance_transaction', transaction);
  store.put('available_balance', { id: movement.currency, available: before + transaction.net });
  return transaction;
}
