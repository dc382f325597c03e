import type Stripe from 'stripe';
import { newId } from './id.ts';

export type RefundFacts = {
  amount: number;
  metadata: Stripe.Metadata;
  reason: Stripe.Refund.Reason | null;
  charge: Stripe.Charge;
};

/** Money on its way back to a card, before the balance is asked for it. */
export function buildRefund({ charge, ...facts }: RefundFacts, created: number): Stripe.Refund {
  return {
    id: newId('re'),
    object: 'refund',
    ...facts,
    balance_transaction: null,
    charge: charge.id,
    created,
    currency: charge.currency,
    customer: charge.customer,
    customer_account: null,
    destination_details: { type: 'card', card: { reference_status: 'pending', type: 'refund' } },
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    receipt_number: null,
    source_transfer_reversal: null,
    status: 'pending',
    transfer_reversal: null,
  };
}
