import { add, type Money } from '@flattr/domain/money';
import type { Dispute, PaymentGateway } from '@flattr/domain/ports';
import type Stripe from 'stripe';
import { fromStripe, idOf } from './amounts.ts';

/** Charges whose owner asked their bank for the money. */
export const disputes = (stripe: Stripe): Pick<PaymentGateway, 'fetchDispute'> => ({
  fetchDispute: async (disputeId) => disputeOf(await stripe.disputes.retrieve(disputeId)),
});

const disputeOf = (dispute: Stripe.Dispute): Dispute => {
  const moved = dispute.balance_transactions;
  const none = fromStripe(0, dispute.currency);
  const total = (amounts: readonly Money[]): Money => amounts.reduce((sum, one) => add(sum, one), none);
  return {
    id: dispute.id,
    paymentId: idOf(dispute.payment_intent),
    state: stateOf(dispute.status),
    withdrawn: total(
      moved.filter((one) => one.amount < 0).map((one) => fromStripe(-one.amount, one.currency)),
    ),
    fee: total(moved.map((one) => fromStripe(one.fee, one.currency))),
    reinstated: total(
      moved.filter((one) => one.amount > 0).map((one) => fromStripe(one.amount, one.currency)),
    ),
  };
};

const stateOf = (status: Stripe.Dispute.Status): Dispute['state'] => {
  if (status === 'won' || status === 'warning_closed' || status === 'prevented') return 'won';
  return status === 'lost' ? 'lost' : 'open';
};
