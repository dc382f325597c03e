import type Stripe from 'stripe';
import { newId } from './id.ts';

export type AccountFacts = {
  country: string;
  email: string | null;
  metadata: Stripe.Metadata;
  business_type: Stripe.Account.BusinessType | null;
  transfersRequested: boolean;
};

/** Where a country's money is not the euro. */
const currencies: Record<string, string> = {
  AU: 'aud',
  BR: 'brl',
  CA: 'cad',
  CH: 'chf',
  CZ: 'czk',
  DK: 'dkk',
  GB: 'gbp',
  HK: 'hkd',
  HU: 'huf',
  IN: 'inr',
  JP: 'jpy',
  LI: 'chf',
  MX: 'mxn',
  NO: 'nok',
  NZ: 'nzd',
  PL: 'pln',
  RO: 'ron',
  SE: 'sek',
  SG: 'sgd',
  TH: 'thb',
  US: 'usd',
};

const asked = ['external_account', 'individual.first_name', 'individual.last_name', 'tos_acceptance.date'];

/** What Stripe still wants to know before the account may receive money. */
export function requirementsOf(due: string[]): Stripe.Account.Requirements {
  return {
    alternatives: [],
    current_deadline: null,
    currently_due: due,
    disabled_reason: due.length > 0 ? 'requirements.past_due' : null,
    errors: [],
    eventually_due: due,
    past_due: due,
    pending_verification: [],
  };
}

/** An express account before its owner has filled in anything. */
export function buildAccount(facts: AccountFacts, created: number): Stripe.Account {
  const id = newId('acct');
  const { transfersRequested, ...given } = facts;
  return {
    id,
    object: 'account',
    ...given,
    capabilities: transfersRequested ? { transfers: 'inactive' } : {},
    charges_enabled: false,
    controller: {
      fees: { payer: 'application_express' },
      is_controller: true,
      losses: { payments: 'application' },
      requirement_collection: 'stripe',
      stripe_dashboard: { type: 'express' },
      type: 'application',
    },
    created,
    default_currency: currencies[facts.country] ?? 'eur',
    details_submitted: false,
    external_accounts: {
      object: 'list',
      data: [],
      has_more: false,
      url: `/v1/accounts/${id}/external_accounts`,
    },
    payouts_enabled: false,
    requirements: requirementsOf(asked),
    tos_acceptance: { date: null, ip: null, user_agent: null },
    type: 'express',
  };
}
