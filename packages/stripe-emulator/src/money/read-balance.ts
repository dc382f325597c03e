import type Stripe from 'stripe';
import type { Store } from '../store/store.ts';

/** The key of an owner's money in a currency; the platform is the owner ''. */
export function balanceKey(owner: string, currency: string): string {
  return owner === '' ? currency : `${owner} ${currency}`;
}

/** What an owner may send away and what still waits, per currency. */
export function readBalance(store: Store, owner = ''): Stripe.Balance {
  const held = store
    .list('available_balance', { limit: -1, owner })
    .reverse()
    .map(({ id, available, pending = 0 }) => ({ currency: id.slice(-3), available, pending }));
  const amountsOf = (part: 'available' | 'pending') =>
    held.map(({ currency, [part]: amount }) => ({ amount, currency, source_types: { card: amount } }));
  return {
    object: 'balance',
    available: amountsOf('available'),
    livemode: false,
    pending: amountsOf('pending'),
  };
}

/** How much an owner may send away in one currency. */
export function availableIn(store: Store, owner: string, currency: string): number {
  return store.get('available_balance', balanceKey(owner, currency))?.available ?? 0;
}
