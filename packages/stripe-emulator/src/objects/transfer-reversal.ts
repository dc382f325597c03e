import type Stripe from 'stripe';
import { newId } from './id.ts';

/** Part of a transfer, or all of it, on its way back. */
export function buildTransferReversal(
  transfer: Stripe.Transfer,
  facts: { amount: number; metadata: Stripe.Metadata },
  created: number,
): Stripe.TransferReversal {
  return {
    id: newId('trr'),
    object: 'transfer_reversal',
    ...facts,
    balance_transaction: null,
    created,
    currency: transfer.currency,
    destination_payment_refund: null,
    source_refund: null,
    transfer: transfer.id,
  };
}
