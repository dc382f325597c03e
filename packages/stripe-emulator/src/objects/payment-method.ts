import type Stripe from 'stripe';
import type { ReadCard } from '../cards/read-card.ts';
import { fingerprintOf } from '../cards/test-cards.ts';
import { newId } from './id.ts';

const noBillingDetails: Stripe.PaymentMethod.BillingDetails = {
  address: null,
  email: null,
  name: null,
  phone: null,
  tax_id: null,
};

const checks = { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' };

function buildCard({ card, expMonth, expYear }: ReadCard): Stripe.PaymentMethod.Card {
  return {
    brand: card.brand,
    checks,
    country: 'US',
    display_brand: card.brand,
    exp_month: expMonth,
    exp_year: expYear,
    fingerprint: fingerprintOf(card.number),
    funding: 'credit',
    generated_from: null,
    last4: card.number.slice(-4),
    networks: { available: [card.brand], preferred: null },
    regulated_status: 'unregulated',
    three_d_secure_usage: { supported: true },
    wallet: null,
  };
}

/** A card as Stripe keeps it: never the number. */
export function buildPaymentMethod(
  read: ReadCard,
  customer: string | null,
  created: number,
): Stripe.PaymentMethod {
  return {
    id: newId('pm'),
    object: 'payment_method',
    allow_redisplay: 'unspecified',
    billing_details: noBillingDetails,
    card: buildCard(read),
    created,
    customer,
    customer_account: null,
    livemode: false,
    metadata: {},
    type: 'card',
  };
}
