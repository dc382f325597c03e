import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import Stripe from 'stripe';
import { type StripeEmulatorOptions, startStripeEmulator } from '../src/index.ts';

export const secretKey = 'sk_test_emulated';
export const webhookSecret = 'whsec_emulated';

/** The port of a server that listens on one. */
function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** A webhook receiver which verifies by the real package; `answers` are the statuses of its first answers. */
export async function openReceiver(answers: number[] = []) {
  const events: Stripe.Event[] = [];
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const status = answers.shift() ?? 200;
    response.writeHead(status).end();
    const signature = request.headers['stripe-signature'] ?? '';
    if (status === 200) events.push(Stripe.webhooks.constructEvent(body, signature, webhookSecret));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${portOf(server)}/webhooks/stripe`,
    events,
    types: () => events.map(({ type }) => type),
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

export function clientOf(port: number, key = secretKey): Stripe {
  return new Stripe(key, {
    host: '127.0.0.1',
    port,
    protocol: 'http',
    maxNetworkRetries: 0,
    telemetry: false,
  });
}

/** An emulator, a receiver and the real client that talks to it. */
export async function openShop(options: Partial<StripeEmulatorOptions> = {}) {
  const receiver = await openReceiver();
  const emulator = await startStripeEmulator({
    secretKey,
    webhookSecret,
    webhookUrl: receiver.url,
    ...options,
  });
  return {
    emulator,
    receiver,
    stripe: clientOf(emulator.port),
    async close() {
      await emulator.close();
      await receiver.close();
    },
  };
}

/** Posts a form as a browser does, and does not follow where it leads. */
export function postForm(url: string, fields: Record<string, string>): Promise<Response> {
  return fetch(url, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });
}

export const card = (number: string) => ({ number, expiry: '12 / 34', cvc: '123' });

const success = 'https://shop.example/done?session={CHECKOUT_SESSION_ID}';

/** Opens a checkout that saves the card, for one line. */
export function openCheckout(stripe: Stripe, customer: string, amount = 1200, currency = 'eur') {
  const price_data = { currency, unit_amount: amount, product_data: { name: 'Budget for 3 months' } };
  return stripe.checkout.sessions.create({
    mode: 'payment',
    customer,
    client_reference_id: 'supporter-1',
    metadata: { months: '3' },
    line_items: [{ quantity: 1, price_data }],
    payment_intent_data: { setup_future_usage: 'off_session', metadata: { supporter: 'supporter-1' } },
    success_url: success,
    cancel_url: 'https://shop.example/cancel',
  });
}

/** A customer who has paid a checkout with a card that is saved. */
export async function payingCustomer(
  stripe: Stripe,
  number = '4242424242424242',
  amount = 1200,
  currency = 'eur',
) {
  const customer = await stripe.customers.create({ email: 'ada@example.org' });
  const session = await openCheckout(stripe, customer.id, amount, currency);
  const response = await postForm(session.url ?? '', card(number));
  const methods = await stripe.customers.listPaymentMethods(customer.id);
  return { customer, session, response, method: methods.data[0]?.id ?? '' };
}

/** A connected account whose owner has filled in the onboarding page. */
export async function onboardedAccount(stripe: Stripe, email = 'creator@example.org') {
  const account = await stripe.accounts.create({
    type: 'express',
    country: 'DE',
    email,
    capabilities: { transfers: { requested: true } },
    metadata: { creator: 'creator-1' },
  });
  const link = await stripe.accountLinks.create({
    account: account.id,
    type: 'account_onboarding',
    refresh_url: 'https://shop.example/again',
    return_url: 'https://shop.example/back',
  });
  const response = await postForm(link.url, { name: 'Grace Hopper', bank: 'DE89370400440532013000' });
  return { account, link, response };
}
