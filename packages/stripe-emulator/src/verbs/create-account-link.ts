import type Stripe from 'stripe';
import type { Effect } from '../emulator.ts';
import { missingResource } from '../http/stripe-fault.ts';
import { newId } from '../objects/id.ts';

type LinkRequest = { account: string; refresh_url: string; return_url: string };

const validSeconds = 300;

/** Makes a link to the onboarding page that works once and for five minutes. */
export function createAccountLink(effect: Effect, asked: LinkRequest): Stripe.AccountLink {
  if (!effect.store.get('account', asked.account)) throw missingResource('account', asked.account, 'account');
  const id = newId('link');
  const created = effect.at;
  const expires_at = created + validSeconds;
  effect.store.put('onboarding_link', { id, ...asked, expires_at, used: false });
  const url = `${effect.origin}/connect/onboarding/${asked.account}?link=${id}`;
  return { object: 'account_link', created, expires_at, url };
}
