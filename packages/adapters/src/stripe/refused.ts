import Stripe from 'stripe';

/** The provider said no for certain, whatever the reason: nothing was moved. */
export const isRefused = (error: unknown): error is Error & { readonly code?: string } =>
  error instanceof Stripe.errors.StripeInvalidRequestError ||
  error instanceof Stripe.errors.StripePermissionError;
