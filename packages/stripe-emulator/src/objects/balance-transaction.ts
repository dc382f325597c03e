import type Stripe from 'stripe';
import { newId } from './id.ts';

export type Movement = {
  type: 'charge' | 'transfer';
  /** Positive what comes in, negative what goes out, in minor units. */
  amount: number;
  fee: number;
  currency: string;
  source: string;
  description: string | null;
};

function feeDetails(fee: number, currency: string): Stripe.BalanceTransaction.FeeDetail[] {
  if (fee === 0) return [];
  const description = 'Stripe processing fees';
  return [{ amount: fee, application: null, currency, description, type: 'stripe_fee' }];
}

/** One movement of the platform's balance; here money is available at once. */
export function buildBalanceTransaction(movement: Movement, created: number): Stripe.BalanceTransaction {
  const { amount, fee, currency } = movement;
  return {
    id: newId('txn'),
    object: 'balance_transaction',
    ...movement,
    available_on: created,
    balance_type: 'payments',
    created,
    exchange_rate: null,
    fee_details: feeDetails(fee, currency),
    net: amount - fee,
    reporting_category: movement.type,
    status: 'available',
  };
}
