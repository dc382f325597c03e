import type Stripe from 'stripe';
import { type AccountState, accountInState } from '../connect/account-state.ts';
import type { Effect } from '../emulator.ts';
import { missingResource, StripeFault } from '../http/stripe-fault.ts';
import { emitEvent } from './emit-event.ts';
import { updateAccount } from './update-account.ts';

/** Puts an onboarded account into a state, as Stripe does after its checks, or lets its owner leave the platform. */
export function setAccountState(
  effect: Effect,
  id: string,
  state: AccountState | 'deauthorised',
): Stripe.Account {
  const { store } = effect;
  const account = store.get('account', id);
  if (!account) throw missingResource('account', id);
  if (state === 'deauthorised') {
    store.put('deauthorization', { id });
    const application = { id: 'ca_emulated', object: 'application', name: 'Platform' } as const;
    emitEvent(effect, { type: 'account.application.deauthorized', object: application, account: id });
    return account;
  }
  if (!account.details_submitted) {
    const message = `Account ${id} is not onboarded: its state is that of an account which nobody has filled in.`;
    throw new StripeFault(400, { type: 'invalid_request_error', message });
  }
  return updateAccount(effect, account, accountInState(account, state, effect.at));
}
