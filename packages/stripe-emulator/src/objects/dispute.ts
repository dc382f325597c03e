import type Stripe from 'stripe';
import { newId } from './id.ts';

export type DisputeFacts = {
  amount: number;
  charge: Stripe.Charge;
  reason: string;
  /** A question of the bank, which takes no money. */
  inquiry: boolean;
};

const evidenceDays = 8;

const noEvidence: Stripe.Dispute.Evidence = {
  access_activity_log: null,
  billing_address: null,
  cancellation_policy: null,
  cancellation_policy_disclosure: null,
  cancellation_rebuttal: null,
  customer_communication: null,
  customer_email_address: null,
  customer_name: null,
  customer_purchase_ip: null,
  customer_signature: null,
  duplicate_charge_documentation: null,
  duplicate_charge_explanation: null,
  duplicate_charge_id: null,
  enhanced_evidence: {},
  product_description: null,
  receipt: null,
  refund_policy: null,
  refund_policy_disclosure: null,
  refund_refusal_explanation: null,
  service_date: null,
  service_documentation: null,
  shipping_address: null,
  shipping_carrier: null,
  shipping_date: null,
  shipping_documentation: null,
  shipping_tracking_number: null,
  uncategorized_file: null,
  uncategorized_text: null,
};

function cardOf(charge: Stripe.Charge, inquiry: boolean): Stripe.Dispute.PaymentMethodDetails {
  const brand = charge.payment_method_details?.card?.brand ?? 'visa';
  const case_type = inquiry ? 'inquiry' : 'chargeback';
  return { type: 'card', card: { brand, case_type, network: brand, network_reason_code: '10.4' } };
}

/** A charge whose owner asks their bank for the money, before the balance has been asked for it. */
export function buildDispute(facts: DisputeFacts, created: number): Stripe.Dispute {
  const { amount, charge, reason, inquiry } = facts;
  return {
    id: newId('du'),
    object: 'dispute',
    amount,
    balance_transactions: [],
    charge: charge.id,
    created,
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: noEvidence,
    evidence_details: {
      due_by: created + evidenceDays * 86_400,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: 'not_submitted',
    },
    intended_submission_method: null,
    is_charge_refundable: inquiry,
    livemode: false,
    metadata: {},
    payment_intent: charge.payment_intent,
    payment_method_details: cardOf(charge, inquiry),
    reason,
    status: inquiry ? 'warning_needs_response' : 'needs_response',
  };
}
