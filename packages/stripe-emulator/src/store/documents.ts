import type Stripe from 'stripe';

/** What one answer to an idempotency key was, when and to which request. */
export type SavedAnswer = { id: string; request: string; status: number; body: string; at?: number };

/** The money of one owner in one currency; its id is the currency, after the account if it has one. */
type CurrencyBalance = { id: string; available: number; pending?: number };

/** What happens by itself at a time in seconds, to the object with the id. */
export type Due = {
  id: string;
  at: number;
  what:
    | 'automatic-payout'
    | 'dispute-opens'
    | 'funds-available'
    | 'payout-arrives'
    | 'refund-fails'
    | 'refund-succeeds'
    | 'session-expires';
  object: string;
};

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

/** The card whose bank asks its owner; its id is the session's. */
type Challenge = { id: string; method: string };

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
  available_balance: CurrencyBalance;
  balance_transaction: Stripe.BalanceTransaction;
  challenge: Challenge;
  charge: Stripe.Charge;
  checkout_order: CheckoutOrder;
  checkout_session: Stripe.Checkout.Session;
  customer: Stripe.Customer;
  deauthorization: { id: string };
  delivery: Delivery;
  dispute: Stripe.Dispute;
  due: Due;
  event: AnyEvent;
  onboarding_link: OnboardingLink;
  payment_intent: Stripe.PaymentIntent;
  payment_method: Stripe.PaymentMethod;
  payout: Stripe.Payout;
  refund: Stripe.Refund;
  saved_answer: SavedAnswer;
  set_up_card: { id: string };
  setup_intent: Stripe.SetupIntent;
  topup: Stripe.Topup;
  transfer: Stripe.Transfer;
  transfer_reversal: Stripe.TransferReversal;
};

export type Kind = keyof Documents;
