import type Stripe from 'stripe';
import type { CheckoutOrder } from '../store/documents.ts';

/** A session and what a person is asked for in it. */
export type OpenCheckout = { session: Stripe.Checkout.Session; order: CheckoutOrder };
