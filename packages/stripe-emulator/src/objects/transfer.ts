import type Stripe from 'stripe';
import { newId } from './id.ts';

export type TransferFacts = {
  amount: number;
  currency: string;
  destination: string;
  description: string | null;
  metadata: Stripe.Metadata;
  transfer_group: string | null;
};

/** Money on its way from the platform's balance to a connected account. */
export function buildTransfer(facts: TransferFacts, created: number): Stripe.Transfer {
  const id = newId('tr');
  return {
    id,
    object: 'transfer',
    ...facts,
    amount_reversed: 0,
    balance_transaction: null,
    created,
    livemode: false,
    reversals: { object: 'list', data: [], has_more: false, url: `/v1/transfers/${id}/reversals` },
    reversed: false,
    source_transaction: null,
    source_type: 'card',
  };
}
