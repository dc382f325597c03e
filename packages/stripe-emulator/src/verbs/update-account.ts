import type Stripe from 'stripe';
import type { Effect } from '../emulator.ts';
import { emitEvent } from './emit-event.ts';

/** Changes an account and tells what it was before. */
export function updateAccount(
  effect: Effect,
  account: Stripe.Account,
  changes: Partial<Stripe.Account>,
): Stripe.Account {
  const next: Stripe.Account = { ...account, ...changes };
  const was = Object.entries(account).filter(([key]) => Object.hasOwn(changes, key));
  const previous: Partial<Stripe.Account> = Object.fromEntries(was);
  effect.store.put('account', next);
  emitEvent(effect, { type: 'account.updated', object: next, previous, account: account.id });
  return next;
}
