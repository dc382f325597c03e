import type { Effect } from '../emulator.ts';
import { balanceKey } from '../money/read-balance.ts';

/** Makes the money of a pending balance transaction available. */
export function releaseFunds(effect: Effect, transactionId: string): void {
  const { store } = effect;
  const transaction = store.get('balance_transaction', transactionId);
  if (transaction?.status !== 'pending') return;
  const owner = store.ownerOf('balance_transaction', transactionId);
  const id = balanceKey(owner, transaction.currency);
  const { available = 0, pending = 0 } = store.get('available_balance', id) ?? {};
  const { net } = transaction;
  store.put('balance_transaction', { ...transaction, status: 'available' });
  store.put('available_balance', { id, available: available + net, pending: pending - net });
}
