import type Stripe from 'stripe';
import type { Store } from '../store/store.ts';

/** What the platform may send away, per currency; nothing is ever pending here. */
export function readBalance(store: Store): Stripe.Balance {
  const currencies = store.list('available_balance', { limit: -1 }).reverse();
  return {
    object: 'balance',
    available: currencies.map(({ id: currency, available: amount }) => ({
      amount,
      currency,
      source_types: { card: amount },
    })),
    livemode: false,
    pending: currencies.map(({ id: currency }) => ({ amount: 0, currency, source_types: { card: 0 } })),
  };
}
