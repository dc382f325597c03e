import type { PaymentGateway, Refund } from '@flattr/domain/ports';
import type Stripe from 'stripe';
import { fromStripe, idOf, inMinorUnits } from './amounts.ts';
import { isRefused } from './refused.ts';

type Refunds = 'sendRefund' | 'findRefund' | 'fetchRefund';

/** Money that goes back to the card that it came from. */
export const refunds = (stripe: Stripe): Pick<PaymentGateway, Refunds> => ({
  sendRefund: async ({ reference, paymentId, amount }) => {
    try {
      const { amount: units } = inMinorUnits(amount, 'amount');
      const refund = await stripe.refunds.create(
        {
          payment_intent: paymentId,
          amount: units,
          reason: 'requested_by_customer',
          metadata: { reference },
        },
        { idempotencyKey: reference },
      );
      return { outcome: 'sent', refund: refundOf(refund) };
    } catch (error) {
      if (!isRefused(error)) throw error;
      return { outcome: 'refused', reason: error.message };
    }
  },
  findRefund: async (reference, paymentId) => {
    for await (const refund of stripe.refunds.list({ payment_intent: paymentId, limit: 100 }))
      if (refund.metadata?.reference === reference) return refundOf(refund);
    return undefined;
  },
  fetchRefund: async (refundId) => refundOf(await stripe.refunds.retrieve(refundId)),
});

const refundOf = (refund: Stripe.Refund): Refund => ({
  id: refund.id,
  reference: refund.metadata?.reference,
  paymentId: idOf(refund.payment_intent),
  state: stateOf(refund.status),
  amount: fromStripe(refund.amount, refund.currency),
  failure: refund.failure_reason,
});

const stateOf = (status: string | null): Refund['state'] => {
  if (status === 'succeeded') return 'succeeded';
  return status === 'failed' || status === 'canceled' ? 'failed' : 'pending';
};
