import type Stripe from 'stripe';
import type { AnyEvent } from '../store/documents.ts';
import { newId } from './id.ts';

/** The types of event that the emulator emits, and the object that each carries. */
export type EventObjects = {
  'account.application.deauthorized': { id: string; object: 'application'; name: string };
  'account.external_account.updated': Stripe.ExternalAccount;
  'account.updated': Stripe.Account;
  'charge.dispute.closed': Stripe.Dispute;
  'charge.dispute.created': Stripe.Dispute;
  'charge.dispute.funds_reinstated': Stripe.Dispute;
  'charge.dispute.funds_withdrawn': Stripe.Dispute;
  'charge.failed': Stripe.Charge;
  'charge.refund.updated': Stripe.Refund;
  'charge.refunded': Stripe.Charge;
  'charge.succeeded': Stripe.Charge;
  'checkout.session.completed': Stripe.Checkout.Session;
  'checkout.session.expired': Stripe.Checkout.Session;
  'customer.created': Stripe.Customer;
  'customer.updated': Stripe.Customer;
  'payment_intent.canceled': Stripe.PaymentIntent;
  'payment_intent.created': Stripe.PaymentIntent;
  'payment_intent.requires_action': Stripe.PaymentIntent;
  'payment_intent.payment_failed': Stripe.PaymentIntent;
  'payment_intent.succeeded': Stripe.PaymentIntent;
  'payment_method.attached': Stripe.PaymentMethod;
  'payment_method.detached': Stripe.PaymentMethod;
  'payout.canceled': Stripe.Payout;
  'payout.created': Stripe.Payout;
  'payout.failed': Stripe.Payout;
  'payout.paid': Stripe.Payout;
  'payout.updated': Stripe.Payout;
  'refund.created': Stripe.Refund;
  'refund.failed': Stripe.Refund;
  'refund.updated': Stripe.Refund;
  'setup_intent.created': Stripe.SetupIntent;
  'setup_intent.requires_action': Stripe.SetupIntent;
  'setup_intent.setup_failed': Stripe.SetupIntent;
  'setup_intent.succeeded': Stripe.SetupIntent;
  'topup.created': Stripe.Topup;
  'topup.succeeded': Stripe.Topup;
  'transfer.created': Stripe.Transfer;
  'transfer.reversed': Stripe.Transfer;
};

export type EventFacts<T extends keyof EventObjects> = {
  type: T;
  object: EventObjects[T];
  previous?: Partial<EventObjects[T]>;
  /** The connected account that the event is about, if it is not the platform itself. */
  account?: string;
  request: Stripe.Event.Request | null;
  pendingWebhooks: number;
};

// The version that the types of the stripe package describe.
const apiVersion = '2026-10-28.endive';

export function buildEvent<T extends keyof EventObjects>(facts: EventFacts<T>, created: number): AnyEvent {
  const data: Stripe.Event.Data = { object: facts.object };
  if (facts.previous) data.previous_attributes = facts.previous;
  return {
    id: newId('evt'),
    object: 'event',
    ...(facts.account && { account: facts.account }),
    api_version: apiVersion,
    created,
    data,
    livemode: false,
    pending_webhooks: facts.pendingWebhooks,
    request: facts.request ?? { id: null, idempotency_key: null },
    type: facts.type,
  };
}
