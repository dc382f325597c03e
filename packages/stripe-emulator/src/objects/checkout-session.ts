import type Stripe from 'stripe';
import { newId } from './id.ts';

type SessionFacts = {
  mode: 'payment' | 'setup';
  /** Null in a session that only saves a card. */
  amount: number | null;
  currency: string | null;
  setup_intent: string | null;
  expires_at: number;
  customer: string | null;
  client_reference_id: string | null;
  metadata: Stripe.Metadata;
  success_url: string;
  cancel_url: string | null;
};

/** What a session holds because nobody asked for it. */
const notAsked = {
  adaptive_pricing: { enabled: false },
  after_expiration: null,
  allow_promotion_codes: null,
  allowed_payment_method_types: null,
  automatic_tax: { enabled: false, liability: null, provider: null, status: null },
  billing_address_collection: null,
  client_secret: null,
  collected_information: null,
  consent: null,
  consent_collection: null,
  currency_conversion: null,
  custom_fields: [],
  custom_text: {
    after_submit: null,
    shipping_address: null,
    submit: null,
    terms_of_service_acceptance: null,
  },
  customer_account: null,
  customer_email: null,
  discounts: [],
  integration_identifier: null,
  invoice: null,
  invoice_creation: null,
  locale: null,
  managed_payments: null,
  origin_context: null,
  payment_link: null,
  payment_method_configuration_details: null,
  payment_method_options: {},
  permissions: null,
  phone_number_collection: { enabled: false },
  recovered_from: null,
  saved_payment_method_options: null,
  shipping_address_collection: null,
  shipping_cost: null,
  shipping_options: [],
  submit_type: null,
  subscription: null,
  wallet_options: null,
} satisfies Partial<Stripe.Checkout.Session>;

/** An open session whose `url` is the emulator's own page. */
export function buildCheckoutSession(
  facts: SessionFacts,
  origin: string,
  created: number,
): Stripe.Checkout.Session {
  const id = newId('cs_test');
  const { amount, ...asked } = facts;
  return {
    id,
    object: 'checkout.session',
    ...notAsked,
    ...asked,
    amount_subtotal: amount,
    amount_total: amount,
    created,
    customer_creation: facts.customer ? null : 'if_required',
    customer_details: null,
    livemode: false,
    payment_intent: null,
    payment_method_collection: 'if_required',
    payment_method_types: ['card'],
    payment_status: facts.mode === 'setup' ? 'no_payment_required' : 'unpaid',
    status: 'open',
    total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
    ui_mode: 'hosted_page',
    url: `${origin}/c/pay/${id}`,
  };
}
