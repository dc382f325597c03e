import type Stripe from 'stripe';

export const accountStates = [
  'enabled',
  'restricted_soon',
  'pending_verification',
  'payouts_disabled',
  'restricted',
  'rejected',
] as const;

/** In what state Stripe holds an account that has been onboarded. */
export type AccountState = (typeof accountStates)[number];

const document = ['individual.verification.document'];
const bank = ['external_account'];
const weekSeconds = 7 * 86_400;

type Facts = {
  due?: string[];
  pastDue?: string[];
  pending?: string[];
  reason?: Stripe.Account.Requirements.DisabledReason;
  deadline?: boolean;
  charges: boolean;
  payouts: boolean;
};

const facts: Record<AccountState, Facts> = {
  enabled: { charges: true, payouts: true },
  restricted_soon: { due: document, deadline: true, charges: true, payouts: true },
  pending_verification: {
    pending: document,
    reason: 'requirements.pending_verification',
    charges: false,
    payouts: false,
  },
  payouts_disabled: {
    due: bank,
    pastDue: bank,
    reason: 'requirements.past_due',
    charges: true,
    payouts: false,
  },
  restricted: {
    due: document,
    pastDue: document,
    reason: 'requirements.past_due',
    charges: false,
    payouts: false,
  },
  rejected: { reason: 'rejected.other', charges: false, payouts: false },
};

/** What an account looks like in a state. */
export function accountInState(
  account: Stripe.Account,
  state: AccountState,
  at: number,
): Partial<Stripe.Account> {
  const { due = [], pastDue = [], pending = [], reason, deadline, charges, payouts } = facts[state];
  const transfers = charges ? 'active' : 'inactive';
  return {
    capabilities: account.capabilities?.transfers ? { ...account.capabilities, transfers } : {},
    charges_enabled: charges,
    payouts_enabled: payouts,
    requirements: {
      alternatives: [],
      current_deadline: deadline ? at + weekSeconds : null,
      currently_due: due,
      disabled_reason: reason ?? null,
      errors: [],
      eventually_due: due,
      past_due: pastDue,
      pending_verification: pending,
    },
  };
}
