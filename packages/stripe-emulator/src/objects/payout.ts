import type Stripe from 'stripe';
import { newId } from './id.ts';

export type PayoutFacts = {
  amount: number;
  currency: string;
  description: string | null;
  metadata: Stripe.Metadata;
  automatic: boolean;
  destination: string | null;
};

/** Money on its way from a balance to a bank account. */
export function buildPayout(facts: PayoutFacts, created: number, arrives: number): Stripe.Payout {
  return {
    id: newId('po'),
    object: 'payout',
    ...facts,
    application_fee: null,
    application_fee_amount: null,
    arrival_date: arrives,
    balance_transaction: null,
    created,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    livemode: false,
    method: 'standard',
    original_payout: null,
    payout_method: null,
    reconciliation_status: facts.automatic ? 'completed' : 'not_applicable',
    reversed_by: null,
    source_type: 'card',
    statement_descriptor: null,
    status: 'pending',
    trace_id: null,
    type: 'bank_account',
  };
}
