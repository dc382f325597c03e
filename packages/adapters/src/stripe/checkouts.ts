import type { Payment, PaymentGateway, SavedCard } from '@flattr/domain/ports';
import Stripe from 'stripe';
import { fromStripe, idOf, inMinorUnits } from './amounts.ts';

type Payments = 'startCheckout' | 'fetchCheckout' | 'fetchPayment' | 'findPayment' | 'chargeSavedCard';

const notFinished = 'The payment was not finished within a day.';

const grossOf = ({ amount_total: total, currency }: Stripe.Checkout.Session) =>
  fromStripe(total ?? 0, currency ?? '');

/** With `capture_method: automatic` the balance transaction is there as soon as the payment has succeeded. */
const paymentParts = ['latest_charge.balance_transaction', 'payment_method'];

/** Payments of supporters: on the checkout page, and by the card that it saved. */
export const checkouts = (stripe: Stripe): Pick<PaymentGateway, Payments> => ({
  startCheckout: async ({ reference, customerId, amount, description, returnUrl }) => {
    const session = await stripe.checkout.sessions.create(
      {
        mode: 'payment',
        customer: customerId,
        client_reference_id: reference,
        allowed_payment_method_types: ['card'],
        line_items: [
          {
            quantity: 1,
            price_data: { ...inMinorUnits(amount, 'unit_amount'), product_data: { name: description } },
          },
        ],
        payment_intent_data: {
          capture_method: 'automatic',
          setup_future_usage: 'off_session',
          metadata: { reference },
        },
        success_url: `${returnUrl}?paid=1`,
        cancel_url: returnUrl,
      },
      { idempotencyKey: reference },
    );
    if (!session.url) throw new Error(`the checkout ${session.id} has no page`);
    return { id: session.id, url: session.url };
  },
  fetchCheckout: async (sessionId) => {
    const session = await stripe.checkout.sessions.retrieve(sessionId);
    const reference = session.client_reference_id ?? '';
    if (session.mode === 'setup') return { reference, card: await cardOf(stripe, session) };
    const paymentId = idOf(session.payment_intent);
    if (session.status === 'expired')
      return { reference, payment: { state: 'failed', gross: grossOf(session), failure: notFinished } };
    if (!paymentId) return { reference };
    const intent = await stripe.paymentIntents.retrieve(paymentId, { expand: paymentParts });
    return { reference, payment: paymentOf(intent) };
  },
  fetchPayment: async (paymentId) => {
    const intent = await stripe.paymentIntents.retrieve(paymentId, { expand: paymentParts });
    return { ...paymentOf(intent), reference: intent.metadata.reference };
  },
  findPayment: async (reference, customerId) => {
    for await (const intent of stripe.paymentIntents.list({ customer: customerId, limit: 100 })) {
      if (intent.metadata.reference !== reference) continue;
      const payment = paymentOf(await stripe.paymentIntents.retrieve(intent.id, { expand: paymentParts }));
      // Nobody is there to complete a payment that was made off session.
      return payment.stands ? { ...payment, state: 'failed' } : payment;
    }
    return undefined;
  },
  chargeSavedCard: async ({ reference, customerId, methodId, amount }) => {
    try {
      const intent = await stripe.paymentIntents.create(
        {
          ...inMinorUnits(amount, 'amount'),
          customer: customerId,
          payment_method: methodId,
          confirm: true,
          off_session: true,
          capture_method: 'automatic',
          metadata: { reference },
          expand: paymentParts,
        },
        { idempotencyKey: reference },
      );
      return paymentOf(intent);
    } catch (error) {
      const declined = error instanceof Stripe.errors.StripeCardError;
      if (!declined && !(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error;
      return {
        id: error.payment_intent?.id,
        state: 'failed',
        gross: amount,
        failure: error.message,
        cardGone: !declined && error.code === 'resource_missing',
      };
    }
  },
});

/** The card that a checkout without a payment has saved. */
const cardOf = async (
  stripe: Stripe,
  { setup_intent: setup }: Stripe.Checkout.Session,
): Promise<SavedCard | undefined> => {
  const intent = await stripe.setupIntents.retrieve(idOf(setup) ?? '', { expand: ['payment_method'] });
  const method = intent.payment_method;
  if (intent.status !== 'succeeded' || typeof method !== 'object' || !method) return undefined;
  return { methodId: method.id, savedAt: new Date(method.created * 1000) };
};

const paymentOf = (intent: Stripe.PaymentIntent): Payment => {
  const charge = typeof intent.latest_charge === 'object' ? intent.latest_charge : undefined;
  const arrived = typeof charge?.balance_transaction === 'object' ? charge.balance_transaction : undefined;
  const method = typeof intent.payment_method === 'object' ? intent.payment_method : undefined;
  const payment = { id: intent.id, gross: fromStripe(intent.amount, intent.currency) };
  if (intent.status === 'succeeded' && !arrived)
    throw new Error(`${intent.id} has no balance transaction yet`);
  if (intent.status !== 'succeeded' || !charge || !arrived) {
    const failure = intent.last_payment_error?.message;
    if (intent.status === 'canceled') return { ...payment, state: 'failed', failure };
    return { ...payment, state: 'pending', failure, stands: intent.status !== 'processing' };
  }
  return {
    ...payment,
    state: 'succeeded',
    net: fromStripe(arrived.net, arrived.currency),
    chargedAt: new Date(charge.created * 1000),
    methodId: idOf(intent.payment_method),
    cardFingerprint: method?.card?.fingerprint ?? undefined,
  };
};
