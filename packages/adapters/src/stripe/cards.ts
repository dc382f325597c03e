import type { PaymentGateway } from '@flattr/domain/ports';
import type Stripe from 'stripe';
import { isRefused } from './refused.ts';

type Cards = 'startCardSetup' | 'fetchCard' | 'listCards' | 'forgetCard';

/** Somebody looks at the page meanwhile. */
const soon = { timeout: 3000, maxNetworkRetries: 0 } as const;

/** Saved cards: set up on a page of the provider's, looked at, and forgotten. */
export const cards = (stripe: Stripe): Pick<PaymentGateway, Cards> => ({
  startCardSetup: async ({ reference, customerId, returnUrl }) => {
    const session = await stripe.checkout.sessions.create(
      {
        mode: 'setup',
        customer: customerId,
        client_reference_id: reference,
        allowed_payment_method_types: ['card'],
        success_url: `${returnUrl}?card=1`,
        cancel_url: returnUrl,
      },
      { idempotencyKey: reference },
    );
    if (!session.url) throw new Error(`the checkout ${session.id} has no page`);
    return { id: session.id, url: session.url };
  },
  fetchCard: async (methodId) => {
    const { card, customer } = await stripe.paymentMethods.retrieve(methodId, {}, soon);
    if (!card || !customer) return undefined;
    const { brand, last4, exp_month: expiryMonth, exp_year: expiryYear } = card;
    return { brand, lastFour: last4, expiryMonth, expiryYear };
  },
  async *listCards(customerId) {
    const params = { type: 'card', limit: 100 } as const;
    for await (const { id, created } of stripe.customers.listPaymentMethods(customerId, params))
      yield { methodId: id, savedAt: new Date(created * 1000) };
  },
  forgetCard: async (methodId) => {
    try {
      await stripe.paymentMethods.detach(methodId);
    } catch (error) {
      if (!isRefused(error)) throw error;
    }
  },
});
