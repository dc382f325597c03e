import type Stripe from 'stripe';
import { newId } from './id.ts';

export type Movement = {
  type:
    | 'adjustment'
    | 'charge'
    | 'payment'
    | 'payment_refund'
    | 'payout'
    | 'payout_cancel'
    | 'payout_failure'
    | 'refund'
    | 'refund_failure'
    | 'stripe_fee'
    | 'topup'
    | 'transfer'
    | 'transfer_refund';
  /** Positive what comes in, negative what goes out, in minor units. */
  amount: number;
  fee: number;
  currency: string;
  /** Nothing where Stripe takes a fee of its own. */
  source: string | null;
  description: string | null;
  /** What accountants group it by, where that is not its type. */
  reporting_category?: string;
};

function feeDetails({ type, fee, currency }: Movement): Stripe.BalanceTransaction.FeeDetail[] {
  if (fee === 0) return [];
  const description = type === 'adjustment' ? 'Dispute fee' : 'Stripe processing fees';
  return [{ amount: fee, application: null, currency, description, type: 'stripe_fee' }];
}

/** One movement of a balance, of money that is available at once or from a later moment on. */
export function buildBalanceTransaction(
  movement: Movement,
  created: number,
  availableOn: number,
): Stripe.BalanceTransaction {
  const { amount, fee } = movement;
  return {
    id: newId('txn'),
    object: 'balance_transaction',
    reporting_category: movement.type,
    ...movement,
    available_on: availableOn,
    balance_type: 'payments',
    created,
    exchange_rate: null,
    fee_details: feeDetails(movement),
    net: amount - fee,
    status: availableOn > created ? 'pending' : 'available',
  };
}
