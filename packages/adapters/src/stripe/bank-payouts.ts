import type { BankPayout, PaymentGateway } from '@flattr/domain/ports';
import type Stripe from 'stripe';
import { fromStripe, inMinorUnits } from './amounts.ts';
import { createdFrom, momentOf } from './moments.ts';
import { sendOutcome } from './send-outcome.ts';

type BankPayouts = 'sendToBank' | 'findBankPayout' | 'fetchBankPayout' | 'listBankPayouts';

/** Money that goes from creators' accounts to their banks; each call is made in the name of that account. */
export const bankPayouts = (stripe: Stripe): Pick<PaymentGateway, BankPayouts> => ({
  sendToBank: ({ reference, key, accountId, amount }) =>
    sendOutcome(() =>
      stripe.payouts.create(
        { ...inMinorUnits(amount, 'amount'), metadata: { reference } },
        { stripeAccount: accountId, idempotencyKey: key },
      ),
    ),
  findBankPayout: async (reference, accountId) => {
    for await (const payout of stripe.payouts.list({ limit: 100 }, { stripeAccount: accountId })) {
      if (payout.metadata?.reference === reference) return bankPayoutOf(payout, accountId);
    }
    return undefined;
  },
  fetchBankPayout: async (payoutId, accountId) =>
    bankPayoutOf(await stripe.payouts.retrieve(payoutId, {}, { stripeAccount: accountId }), accountId),
  listBankPayouts: async function* (accountId, since) {
    const asked = { limit: 100, expand: ['data.failure_balance_transaction'], ...createdFrom(since) };
    for await (const payout of stripe.payouts.list(asked, { stripeAccount: accountId }))
      yield bankPayoutOf(payout, accountId);
  },
});

const bankPayoutOf = (payout: Stripe.Payout, accountId: string): BankPayout => ({
  id: payout.id,
  reference: payout.metadata?.reference ?? '',
  accountId,
  amount: fromStripe(payout.amount, payout.currency),
  state: stateOf(payout.status),
  failure: payout.failure_message ?? payout.failure_code ?? undefined,
  since: sinceOf(payout),
});

/** An arrival is told for a day, and may be some days late. */
const lateSeconds = 2 * 86_400;

/** When it failed, if that was asked for; by when it arrived, once it has; else when it was made. */
const sinceOf = ({
  status,
  failure_balance_transaction: failed,
  arrival_date,
  created,
}: Stripe.Payout): Date => {
  if (typeof failed === 'object' && failed) return momentOf(failed.created);
  return momentOf(status === 'paid' ? arrival_date + lateSeconds : created);
};

const stateOf = (status: string): BankPayout['state'] => {
  if (status === 'paid') return 'paid';
  return status === 'failed' || status === 'canceled' ? 'failed' : 'on-its-way';
};
