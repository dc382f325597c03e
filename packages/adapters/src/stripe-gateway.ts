import { type Currency, currencyOf, fromMinorUnits, type Money, wholeMinorUnits } from '@flattr/domain/money';
import type { Payment, PaymentGateway, Transfer, TransferOutcome } from '@flattr/domain/ports';
import { Refusal } from '@flattr/domain/refusal';
import Stripe from 'stripe';
import { estimateCardFee } from './card-prices.ts';
import type { StripeConfig } from './config.ts';

/** The countries in which a creator can open an account here. */
const countries = [
  'AT',
  'BE',
  'CH',
  'DE',
  'DK',
  'ES',
  'FI',
  'FR',
  'GB',
  'IE',
  'IT',
  'JP',
  'NL',
  'NO',
  'PT',
  'SE',
  'US',
];

/** An event is refused when it was signed longer ago than this. */
const toleranceSeconds = 300;

/** The payment gateway by Stripe, or by anything that speaks as Stripe does at the emulator's address. */
export const createStripeGateway = ({
  secretKey,
  webhookSecrets,
  emulator,
}: StripeConfig): PaymentGateway => {
  const stripe = new Stripe(secretKey, { ...at(emulator), timeout: 20_000, maxNetworkRetries: 2 });
  return {
    countries,
    estimateFee: estimateCardFee,
    createCustomer: async ({ userId, email, reference }) => {
      const customer = await stripe.customers.create(
        { email, metadata: { user: userId } },
        { idempotencyKey: reference },
      );
      return customer.id;
    },
    ...checkouts(stripe),
    ...payees(stripe),
    ...transfers(stripe),
    readEvent: (body, signature = '') => {
      for (const secret of webhookSecrets) {
        const event = verifyEvent(stripe, body, signature, secret);
        if (event) return { id: event.id, type: event.type, objectId: objectIdOf(event) };
      }
      throw new Refusal('webhook-forged');
    },
  };
};

/** The event if this secret signed it, undefined if another did; signed too long ago, or ahead of time, it is refused. */
const verifyEvent = (
  stripe: Stripe,
  body: string,
  signature: string,
  secret: string,
): Stripe.Event | undefined => {
  const signedAt = BigInt(/(?:^|,)t=(\d{1,18})(?:,|$)/.exec(signature)?.[1] ?? 0) * 1000n;
  try {
    const event = stripe.webhooks.constructEvent(body, signature, secret, toleranceSeconds);
    if (signedAt > BigInt(Date.now() + toleranceSeconds * 1000)) throw new Refusal('webhook-stale');
    return event;
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeSignatureVerificationError)) throw error;
    if (error.message.includes('tolerance')) throw new Refusal('webhook-stale');
    return undefined;
  }
};

const at = (emulator: string | undefined) => {
  if (!emulator) return {};
  const { hostname, port } = new URL(emulator);
  return { host: hostname, port, protocol: 'http' as const };
};

const objectIdOf = (event: Stripe.Event): string => {
  const { object } = event.data;
  return 'id' in object && typeof object.id === 'string' ? object.id : '';
};

type Part<K extends keyof PaymentGateway> = Pick<PaymentGateway, K>;

type Payments = 'startCheckout' | 'fetchCheckout' | 'fetchPayment' | 'findPayment' | 'chargeSavedCard';

/** With `capture_method: automatic` the balance transaction is there as soon as the payment has succeeded. */
const paymentParts = ['latest_charge.balance_transaction', 'payment_method'];

const checkouts = (stripe: Stripe): Part<Payments> => ({
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
    const paymentId = idOf(session.payment_intent);
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
      return payment.state === 'pending' && intent.status !== 'processing'
        ? { ...payment, state: 'failed' }
        : payment;
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

const payees = (stripe: Stripe): Part<'createPayee' | 'startOnboarding' | 'fetchPayee'> => ({
  createPayee: async ({ userId, email, country, reference }) => {
    const account = await stripe.accounts.create(
      {
        type: 'express',
        country,
        email,
        capabilities: { transfers: { requested: true } },
        metadata: { user: userId },
      },
      { idempotencyKey: reference },
    );
    return payeeOf(account);
  },
  startOnboarding: async ({ accountId, returnUrl }) => {
    const link = await stripe.accountLinks.create({
      account: accountId,
      type: 'account_onboarding',
      return_url: returnUrl,
      refresh_url: returnUrl,
    });
    return link.url;
  },
  fetchPayee: async (accountId) => payeeOf(await stripe.accounts.retrieve(accountId)),
});

const payeeOf = (account: Stripe.Account) => ({
  id: account.id,
  payoutsEnabled: account.payouts_enabled && account.capabilities?.transfers === 'active',
});

const transfers = (stripe: Stripe): Part<'sendTransfer' | 'findTransfer' | 'listTransfers'> => ({
  sendTransfer: async ({ reference, accountId, amount }): Promise<TransferOutcome> => {
    try {
      const transfer = await stripe.transfers.create(
        {
          ...inMinorUnits(amount, 'amount'),
          destination: accountId,
          transfer_group: reference,
          metadata: { reference },
        },
        { idempotencyKey: reference },
      );
      return { outcome: 'sent', transferId: transfer.id };
    } catch (error) {
      if (!isRefused(error)) throw error;
      return { outcome: 'refused', reason: error.message };
    }
  },
  findTransfer: async (reference) => {
    const { data } = await stripe.transfers.list({ transfer_group: reference, limit: 1 });
    return data[0] && transferOf(data[0]);
  },
  listTransfers: async function* () {
    for await (const transfer of stripe.transfers.list({ limit: 100 })) yield transferOf(transfer);
  },
});

/** The provider said no for certain, whatever the reason: nothing was moved. */
const isRefused = (error: unknown): error is Error =>
  error instanceof Stripe.errors.StripeInvalidRequestError ||
  error instanceof Stripe.errors.StripePermissionError;

const transferOf = (transfer: Stripe.Transfer): Transfer => ({
  id: transfer.id,
  reference: transfer.metadata.reference ?? '',
  accountId: idOf(transfer.destination) ?? '',
  amount: fromStripe(transfer.amount, transfer.currency),
});

const paymentOf = (intent: Stripe.PaymentIntent): Payment => {
  const charge = typeof intent.latest_charge === 'object' ? intent.latest_charge : undefined;
  const arrived = typeof charge?.balance_transaction === 'object' ? charge.balance_transaction : undefined;
  const method = typeof intent.payment_method === 'object' ? intent.payment_method : undefined;
  const payment = { id: intent.id, gross: fromStripe(intent.amount, intent.currency) };
  if (intent.status === 'succeeded' && !arrived)
    throw new Error(`${intent.id} has no balance transaction yet`);
  if (intent.status !== 'succeeded' || !charge || !arrived) {
    const failed = intent.status === 'canceled';
    return { ...payment, state: failed ? 'failed' : 'pending', failure: intent.last_payment_error?.message };
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

const idOf = (reference: string | { readonly id: string } | null | undefined): string | undefined =>
  typeof reference === 'string' ? reference : reference?.id;

const fromStripe = (units: number, currency: string): Money<Currency> =>
  fromMinorUnits(BigInt(units), currencyOf(currency.toUpperCase()));

/** A sum as Stripe takes it: whole minor units, exact, within what a number holds exactly. */
const inMinorUnits = <F extends 'amount' | 'unit_amount'>(amount: Money, field: F) => {
  const units = wholeMinorUnits(amount);
  if (units > BigInt(Number.MAX_SAFE_INTEGER)) throw new Error(`${units} is more than the provider takes`);
  return { currency: amount.currency.toLowerCase(), [field]: Number(units) } as { currency: string } & Record<
    F,
    number
  >;
};
