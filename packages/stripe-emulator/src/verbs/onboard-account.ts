import type Stripe from 'stripe';
import type { TypedBankAccount } from '../connect/bank-account.ts';
import type { Effect } from '../emulator.ts';
import { requirementsOf } from '../objects/account.ts';
import { buildBankAccount } from '../objects/bank-account.ts';
import type { OnboardingLink } from '../store/documents.ts';
import { updateAccount } from './update-account.ts';

export type Person = { name: string; bank: TypedBankAccount };

/** Takes what an account's owner fills in, lets it receive transfers and uses the link up. */
export function onboardAccount(
  effect: Effect,
  account: Stripe.Account,
  link: OnboardingLink,
  person: Person,
): Stripe.Account {
  const url = `/v1/accounts/${account.id}/external_accounts`;
  const bank = buildBankAccount(account, person.name, person.bank);
  effect.store.put('onboarding_link', { ...link, used: true });
  return updateAccount(effect, account, {
    capabilities: account.capabilities?.transfers ? { ...account.capabilities, transfers: 'active' } : {},
    charges_enabled: true,
    details_submitted: true,
    external_accounts: { object: 'list', data: [bank], has_more: false, url },
    payouts_enabled: true,
    requirements: requirementsOf([]),
    tos_acceptance: { date: effect.at },
  });
}
