import type Stripe from 'stripe';
import { newId } from './id.ts';

export type TopupFacts = { amount: number; currency: string };

/** Money that the operator has sent to the platform's balance. */
export function buildTopup({ amount, currency }: TopupFacts, created: number): Stripe.Topup {
  return {
    id: newId('tu'),
    object: 'topup',
    amount,
    balance_transaction: null,
    created,
    currency,
    description: 'Top-up',
    expected_availability_date: created,
    failure_code: null,
    failure_message: null,
    initiated_by: 'merchant',
    livemode: false,
    metadata: {},
    source: null,
    statement_descriptor: null,
    status: 'succeeded',
    transfer_group: null,
  };
}
