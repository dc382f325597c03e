import type Stripe from 'stripe';
import type { Effect } from '../emulator.ts';
import { missingResource } from '../http/stripe-fault.ts';
import { type PayoutInterval, settingsOf } from '../objects/account.ts';
import { mergeMetadata } from '../objects/merge-metadata.ts';
import { updateAccount } from './update-account.ts';

type AccountChanges = {
  email?: string;
  metadata?: Stripe.Metadata;
  settings?: { payouts: { schedule: { interval: PayoutInterval } } };
};

/** Changes what the platform may say of an account; a metadata value that is empty is taken away. */
export function changeAccount(effect: Effect, id: string, asked: AccountChanges): Stripe.Account {
  const account = effect.store.get('account', id);
  if (!account) throw missingResource('account', id);
  const changes: Partial<Stripe.Account> = {};
  if (asked.email !== undefined) changes.email = asked.email;
  if (asked.metadata) changes.metadata = mergeMetadata(account.metadata, asked.metadata);
  if (asked.settings) changes.settings = settingsOf(asked.settings.payouts.schedule.interval);
  return updateAccount(effect, account, changes);
}
