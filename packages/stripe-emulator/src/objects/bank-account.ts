import { createHash } from 'node:crypto';
import type Stripe from 'stripe';
import type { TypedBankAccount } from '../connect/bank-account.ts';
import { newId } from './id.ts';

/** The bank account that an onboarded person gives: its last digits, never the whole number. */
export function buildBankAccount(
  account: Stripe.Account,
  holder: string,
  typed: TypedBankAccount,
): Stripe.BankAccount {
  const country = typed.country ?? account.country ?? 'US';
  const fingerprint = createHash('sha256')
    .update(`${country} ${typed.last4}`)
    .digest('base64url')
    .slice(0, 16);
  return {
    id: newId('ba'),
    object: 'bank_account',
    account: account.id,
    account_holder_name: holder,
    account_holder_type: 'individual',
    account_type: null,
    available_payout_methods: ['standard'],
    bank_name: 'STRIPE TEST BANK',
    country,
    currency: account.default_currency ?? 'eur',
    default_for_currency: true,
    fingerprint,
    last4: typed.last4,
    metadata: {},
    routing_number: null,
    status: 'new',
  };
}
