import { randomUUID } from 'node:crypto';
import { type Money, money } from '@flattr/domain/money';
import type { PaymentGateway } from '@flattr/domain/ports';
import { stripeTestKey } from '@flattr/evidence/stripe-test-key';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createStripeGateway } from '../../src/stripe-gateway.ts';
import { openEmulator, openStripe, type Provider } from './providers.ts';

const key = stripeTestKey();
const providers: readonly (readonly [string, () => Promise<Provider>])[] = [
  ['the emulator', openEmulator],
  ...(key ? [["Stripe's test mode", () => openStripe(key)] as const] : []),
];

const patience = 180_000;
const usd = (units: bigint): Money => money(units * 1_000_000n, 'USD');
const reference = (what: string): string => `${what}:${randomUUID()}`;

/** Asks until there is an answer; at Stripe some things come a little later. */
const soon = async <Answer>(ask: () => Promise<Answer | undefined>): Promise<Answer> => {
  for (const until = Date.now() + 60_000; ; ) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > until) throw new Error('it did not come within a minute');
    await new Promise((later) => setTimeout(later, 250));
  }
};

describe.each(providers)('the payment gateway, with %s', (_, open) => {
  let provider: Provider;
  let gateway: PaymentGateway;
  let customerId: string;

  beforeAll(async () => {
    provider = await open();
    gateway = createStripeGateway(provider.config);
    customerId = await gateway.createCustomer(customer(reference('customer')));
  }, patience);
  afterAll(() => provider.close());

  const customer = (of: string) => ({ userId: randomUUID(), email: 'ada@people.example', reference: of });

  /** Saves one of the cards that a test mode has ready. */
  const save = async (token: string): Promise<string> =>
    (await provider.stripe.paymentMethods.attach(token, { customer: customerId })).id;

  const charges = async (token: string, of = reference('top-up'), amount = usd(40n)) =>
    gateway.chargeSavedCard({ reference: of, customerId, methodId: await save(token), amount });

  test(
    'the same reference makes the same customer',
    async () => {
      const of = customer(reference('customer'));
      expect(await gateway.createCustomer(of)).toBe(await gateway.createCustomer(of));
    },
    patience,
  );

  test(
    'a checkout has one page for its reference, and no payment before it is paid',
    async () => {
      const of = {
        reference: reference('checkout'),
        customerId,
        amount: usd(10n),
        description: 'Your budget',
        returnUrl: 'https://flattr.example/budget',
      };
      const [first, again] = [await gateway.startCheckout(of), await gateway.startCheckout(of)];
      expect(again).toEqual(first);
      expect(new URL(first.url).protocol).toMatch(/^https?:$/);
      expect(await gateway.fetchCheckout(first.id)).toEqual({ reference: of.reference });
    },
    patience,
  );

  test(
    'a saved card is charged once for a reference, and what arrives is less than was charged',
    async () => {
      const of = {
        reference: reference('top-up'),
        customerId,
        methodId: await save('pm_card_visa'),
        amount: usd(40n),
      };
      const payment = await gateway.chargeSavedCard(of);
      expect(payment).toMatchObject({ state: 'succeeded', gross: usd(40n) });
      expect(payment.net?.currency).toBe('USD');
      expect(payment.net?.micros).toBeLessThan(usd(40n).micros);
      expect(payment.chargedAt?.getTime()).toBeGreaterThan(Date.now() - 600_000);
      expect(payment.cardFingerprint).toMatch(/./);
      expect(await gateway.chargeSavedCard(of)).toEqual(payment);
      const line = await soon(() =>
        within(gateway.listMovements(), ({ objectId }) => objectId === payment.id),
      );
      expect(line).toMatchObject({ kind: 'charge', gross: usd(40n), net: payment.net });
      expect(await gateway.fetchPayment(payment.id ?? '')).toMatchObject({
        ...payment,
        reference: of.reference,
      });
      expect(await soon(() => gateway.findPayment(of.reference, customerId))).toEqual(payment);
      expect(await gateway.findPayment(reference('top-up'), customerId)).toBeUndefined();
    },
    patience,
  );

  test.each([
    ['is declined', 'pm_card_chargeCustomerFail'],
    ['asks for its owner', 'pm_card_authenticationRequired'],
  ])(
    'a saved card that %s fails with the reason, and is found so',
    async (_what, token) => {
      const of = reference('top-up');
      const payment = await charges(token, of);
      expect(payment).toMatchObject({ state: 'failed', gross: usd(40n) });
      expect(payment.failure).toMatch(/\.$/);
      expect(payment.net).toBeUndefined();
      expect(await soon(() => gateway.findPayment(of, customerId))).toMatchObject({ state: 'failed' });
    },
    patience,
  );

  test(
    'a card that is gone fails, and says so',
    async () => {
      const of = { reference: reference('top-up'), customerId, methodId: 'pm_gone', amount: usd(40n) };
      expect(await gateway.chargeSavedCard(of)).toMatchObject({ state: 'failed', cardGone: true });
    },
    patience,
  );

  test(
    'a refund is sent once for a reference, found by it, and refused above what is left',
    async () => {
      const { id: paymentId = '' } = await charges('pm_card_visa');
      const of = { reference: reference('refund'), paymentId, amount: usd(15n) };
      const sent = await gateway.sendRefund(of);
      expect(sent).toMatchObject({
        outcome: 'sent',
        refund: { paymentId, amount: usd(15n), reference: of.reference },
      });
      expect(await gateway.sendRefund(of)).toEqual(sent);
      const found = await soon(() => gateway.findRefund(of.reference, paymentId));
      expect(await gateway.fetchRefund(found.id)).toEqual(found);
      const more = { reference: reference('refund'), paymentId, amount: usd(26n) };
      expect(await gateway.sendRefund(more)).toMatchObject({
        outcome: 'refused',
        reason: expect.stringMatching(/\S/),
      });
      expect(await gateway.findRefund(more.reference, paymentId)).toBeUndefined();
    },
    patience,
  );

  test(
    'a dispute says what it took, and of which payment',
    async () => {
      const { id: paymentId } = await charges('pm_card_createDispute');
      const dispute = await soon(async () => {
        const { data } = await provider.stripe.disputes.list({ payment_intent: paymentId });
        return data[0] && gateway.fetchDispute(data[0].id);
      });
      expect(dispute).toMatchObject({ state: 'open', withdrawn: usd(40n) });
      expect(dispute.fee.micros).toBeGreaterThan(0n);
      expect(await gateway.fetchDispute(dispute.id)).toEqual(dispute);
    },
    patience,
  );

  test(
    'an account is opened once for a reference, and has a page where it is filled in',
    async () => {
      const of = { ...customer(reference('payee')), country: 'US' };
      const payee = await gateway.createPayee(of);
      expect(payee.state).toBe('NOT_FINISHED');
      expect(payee.requirements.length).toBeGreaterThan(0);
      expect((await gateway.createPayee(of)).id).toBe(payee.id);
      expect((await gateway.fetchPayee(payee.id)).state).toBe('NOT_FINISHED');
      const page = 'https://flattr.example/earnings';
      const link = await gateway.startOnboarding({ accountId: payee.id, returnUrl: page, refreshUrl: page });
      expect(new URL(link).protocol).toMatch(/^https?:$/);
    },
    patience,
  );

  test(
    'money is transferred once, sent to a bank once, and taken back once',
    async () => {
      await charges('pm_card_bypassPending', reference('top-up'), usd(100n));
      const accountId = await provider.openAccount();
      await soon(async () => (await gateway.fetchPayee(accountId)).state === 'READY' || undefined);
      const held = (await gateway.readBalance()).find(({ currency }) => currency === 'USD');
      expect(held?.micros).toBeGreaterThan(usd(50n).micros);

      const of = { reference: reference('payout'), key: reference('key'), accountId, amount: usd(20n) };
      const sent = await gateway.sendTransfer(of);
      expect(sent.outcome).toBe('sent');
      expect(await gateway.sendTransfer(of)).toEqual(sent);
      const transfer = await soon(() => gateway.findTransfer(of.reference));
      expect(transfer).toMatchObject({
        accountId,
        reference: of.reference,
        amount: usd(20n),
        reversed: usd(0n),
      });
      expect(await gateway.fetchTransfer(transfer.id)).toEqual(transfer);
      const lines = gateway.listMovementsOf('transfer', transfer.id);
      expect((await within(lines, () => true))?.net).toEqual(usd(-20n));
      expect(await gateway.findTransfer(reference('payout'))).toBeUndefined();

      const back = {
        reference: reference('reversal'),
        key: reference('key'),
        transferId: transfer.id,
        amount: usd(5n),
      };
      const reversed = await gateway.reverseTransfer(back);
      expect(reversed.outcome).toBe('sent');
      expect(await gateway.reverseTransfer(back)).toEqual(reversed);
      expect((await gateway.fetchTransfer(transfer.id)).reversed).toEqual(usd(5n));
      const tooMuch = { ...back, reference: reference('reversal'), key: reference('key'), amount: usd(16n) };
      expect((await gateway.reverseTransfer(tooMuch)).outcome).toBe('refused');

      const toBank = { reference: reference('bank'), key: reference('key'), accountId, amount: usd(15n) };
      const gone = await gateway.sendToBank(toBank);
      expect(gone.outcome).toBe('sent');
      expect(await gateway.sendToBank(toBank)).toEqual(gone);
      const payout = await soon(() => gateway.findBankPayout(toBank.reference, accountId));
      expect(payout).toMatchObject({ accountId, amount: usd(15n), reference: toBank.reference });
      expect(await within(gateway.listBankPayouts(accountId), ({ id }) => id === payout.id)).toMatchObject({
        id: payout.id,
      });
      expect(await gateway.fetchBankPayout(payout.id, accountId)).toMatchObject({ id: payout.id, accountId });
      const none = { ...toBank, reference: reference('bank'), key: reference('key'), amount: usd(1n) };
      expect((await gateway.sendToBank(none)).outcome).toBe('short');
    },
    patience,
  );

  test(
    'a transfer that the balance does not cover is short, and one to nobody is refused',
    async () => {
      const accountId = await provider.openAccount();
      await soon(async () => (await gateway.fetchPayee(accountId)).state === 'READY' || undefined);
      const of = { reference: reference('payout'), key: reference('key'), accountId, amount: usd(900_000n) };
      expect((await gateway.sendTransfer(of)).outcome).toBe('short');
      const nobody = { ...of, key: reference('key'), accountId: 'acct_nobody', amount: usd(1n) };
      expect((await gateway.sendTransfer(nobody)).outcome).toBe('refused');
      expect(await gateway.findTransfer(of.reference)).toBeUndefined();
    },
    patience,
  );
});

/** The first of these that is meant, if there is one. */
const within = async <One>(
  all: AsyncIterable<One>,
  isMeant: (one: One) => boolean,
): Promise<One | undefined> => {
  for await (const one of all) if (isMeant(one)) return one;
  return undefined;
};
