import type Stripe from 'stripe';
import { newId } from './id.ts';

export type AccountFacts = {
  country: string;
  email: string | null;
  metadata: Stripe.Metadata;
  business_type: Stripe.Account.BusinessType | null;
  type: 'express' | 'standard';
  transfersRequested: boolean;
  payoutInterval: PayoutInterval;
};

/** `manual` waits to be asked for a payout, `daily` pays everything out by itself. */
export type PayoutInterval = 'daily' | 'manual';

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

/** What an account has set; everything but its payouts stays as Stripe leaves it. */
export function settingsOf(interval: PayoutInterval): Stripe.Account.Settings {
  return {
    branding: { icon: null, logo: null, primary_color: null, secondary_color: null },
    card_payments: {
      statement_descriptor_prefix: null,
      statement_descriptor_prefix_kana: null,
      statement_descriptor_prefix_kanji: null,
    },
    dashboard: { display_name: null, timezone: 'Etc/UTC' },
    payments: {
      statement_descriptor: null,
      statement_descriptor_kana: null,
      statement_descriptor_kanji: null,
      statement_descriptor_prefix_kana: null,
      statement_descriptor_prefix_kanji: null,
    },
    payouts: {
      debit_negative_balances: false,
      schedule: { delay_days: 2, interval },
      statement_descriptor: null,
    },
  };
}

const controllers: Record<AccountFacts['type'], Stripe.Account.Controller> = {
  express: {
    fees: { payer: 'application_express' },
    is_controller: true,
    losses: { payments: 'application' },
    requirement_collection: 'stripe',
    stripe_dashboard: { type: 'express' },
    type: 'application',
  },
  standard: {
    fees: { payer: 'account' },
    is_controller: true,
    losses: { payments: 'stripe' },
    requirement_collection: 'stripe',
    stripe_dashboard: { type: 'full' },
    type: 'application',
  },
};

/** Stripe's test mode lets a standard account receive transfers at once, an express one when it is onboarded. */
function capabilitiesOf({ type, transfersRequested }: AccountFacts): Stripe.Account.Capabilities {
  if (type === 'standard') return { transfers: 'active' };
  return transfersRequested ? { transfers: 'inactive' } : {};
}

/** An account before its owner has filled in anything. */
export function buildAccount(facts: AccountFacts, created: number): Stripe.Account {
  const id = newId('acct');
  const { transfersRequested, payoutInterval, ...given } = facts;
  return {
    id,
    object: 'account',
    ...given,
    capabilities: capabilitiesOf(facts),
    charges_enabled: false,
    controller: controllers[facts.type],
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
    settings: settingsOf(payoutInterval),
    tos_acceptance: { date: null, ip: null, user_agent: null },
  };
}
