import type Stripe from 'stripe';
import type { Effect } from '../emulator.ts';
import { balanceKey } from '../money/read-balance.ts';
import { buildBalanceTransaction, type Movement } from '../objects/balance-transaction.ts';
import { schedule } from './schedule.ts';

const daySeconds = 86_400;

/** Writes a balance transaction of an owner and what the balance is after it; what comes in may wait for days. */
export function moveBalance(
  effect: Effect,
  movement: Movement,
  owner = '',
  waitDays = 0,
): Stripe.BalanceTransaction {
  const { store, at } = effect;
  const transaction = buildBalanceTransaction(movement, at, at + waitDays * daySeconds);
  const id = balanceKey(owner, movement.currency);
  const { available = 0, pending = 0 } = store.get('available_balance', id) ?? {};
  const { net, status } = transaction;
  const after =
    status === 'pending' ? { available, pending: pending + net } : { available: available + net, pending };
  store.put('balance_transaction', transaction, owner);
  store.put('available_balance', { id, ...after }, owner);
  if (status === 'pending') schedule(effect, 'funds-available', transaction.id, transaction.available_on);
  return transaction;
}
