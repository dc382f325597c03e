import type Stripe from 'stripe';
import type { Effect } from '../emulator.ts';
import { type AccountFacts, buildAccount } from '../objects/account.ts';

/** Opens a connected account, which can do nothing until its owner is onboarded. */
export function createAccount(effect: Effect, facts: AccountFacts): Stripe.Account {
  const account = buildAccount(facts, effect.at);
  effect.store.put('account', account);
  return account;
}
