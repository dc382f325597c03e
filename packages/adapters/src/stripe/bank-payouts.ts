import type { BankPayout, PaymentGateway } from '@flattr/domain/ports';
import type Stripe from 'stripe';
import { fromStripe, inMinorUnits } from './amounts.ts';
import { sendOutcome } from './send-outcome.ts';

type BankPayouts = 'sendToBank' | 'findBankPayout' | 'fetchBankPayout';

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
});

const bankPayoutOf = (payout: Stripe.Payout, accountId: string): BankPayout => ({
  id: payout.id,
  reference: payout.metadata?.reference ?? '',
  accountId,
  amount: fromStripe(payout.amount, payout.currency),
  state: stateOf(payout.status),
  failure: payout.failure_message ?? payout.failure_code ?? undefined,
});

const stateOf = (status: string): BankPayout['state'] => {
  if (status === 'paid') return 'paid';
  return status === 'failed' || status === 'canceled' ? 'failed' : 'on-its-way';
};
