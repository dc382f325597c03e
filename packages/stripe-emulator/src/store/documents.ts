import type Stripe from 'stripe';

/** What one answer to an idempotency key was, and to which request. */
export type SavedAnswer = { id: string; request: string; status: number; body: string };

/** The money that is available in one currency; its id is the currency. */
type AvailableBalance = { id: string; available: number };

/** How far the webhook of one event has come; its id is the event's. */
export type Delivery = {
  id: string;
  /** `none` if there was nowhere to send it. */
  state: 'none' | 'pending' | 'delivered' | 'undelivered';
  attempts: number;
  /** What the last attempt met, such as `HTTP 500`. */
  outcome: string | null;
};

/** What a person is asked to pay for on a checkout page; its id is the session's. */
export type CheckoutOrder = {
  id: string;
  items: { name: string; description: string | null; quantity: number; unitAmount: number }[];
  intent: Pick<Stripe.PaymentIntent, 'metadata' | 'description' | 'setup_future_usage'>;
};

/** An onboarding link as we keep it; its id is the secret in the link. */
export type OnboardingLink = {
  id: string;
  account: string;
  expires_at: number;
  refresh_url: string;
  return_url: string;
  used: boolean;
};

/** An event of any type, as Stripe describes it before the type is known. */
export type AnyEvent = Stripe.EventBase;

/** Every kind of document in the store. */
export type Documents = {
  account: Stripe.Account;
  available_balance: AvailableBalance;
  balance_transaction: Stripe.BalanceTransaction;
  charge: Stripe.Charge;
  checkout_order: CheckoutOrder;
  checkout_session: Stripe.Checkout.Session;
  customer: Stripe.Customer;
  delivery: Delivery;
  event: AnyEvent;
  onboarding_link: OnboardingLink;
  payment_intent: Stripe.PaymentIntent;
  payment_method: Stripe.PaymentMethod;
  saved_answer: SavedAnswer;
  transfer: Stripe.Transfer;
};

export type Kind = keyof Documents;
