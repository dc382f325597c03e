import { defaultFees, type FeeTable } from './fees.ts';

/** What an emulated Stripe charges and how long its money takes. */
export type Terms = {
  fees: FeeTable;
  /** What a dispute costs per currency, in minor units. */
  disputeFees: { otherwise: number; [currency: string]: number };
  /** Whether a won dispute gives its fee back too. */
  disputeFeeReturned: boolean;
  /** How many days the money of a charge is pending. */
  pendingDays: number;
  /** How many days a payout is on its way to the bank. */
  payoutDays: number;
};

const defaultDisputeFees: Terms['disputeFees'] = { eur: 2000, usd: 1500, jpy: 1500, otherwise: 2000 };

/** The terms that somebody names, with those that nobody names. */
export function termsOf(named: Partial<Terms>): Terms {
  const { fees = defaultFees, disputeFees = defaultDisputeFees, disputeFeeReturned = false } = named;
  return {
    fees,
    disputeFees,
    disputeFeeReturned,
    pendingDays: named.pendingDays ?? 0,
    payoutDays: named.payoutDays ?? 2,
  };
}
