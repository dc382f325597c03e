import type { PaymentGateway } from '@flattr/domain/ports';
import { estimateCardFee } from './card-prices.ts';
import type { StripeConfig } from './config.ts';
import type { StripeAnswers } from './stripe/ask-stripe.ts';
import { payoutStep } from './stripe/payout-step.ts';

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

/** The payment gateway by Stripe, or by anything that speaks as Stripe does at the emulator's address. */
export const createStripeGateway = (config: StripeConfig): PaymentGateway => {
  // A worker that settles does without the library, which takes 36 MB, until somebody pays or is paid.
  let opened: Promise<StripeAnswers> | undefined;
  const open = (): Promise<StripeAnswers> => {
    opened ??= import('./stripe/ask-stripe.ts').then(({ askStripe }) => askStripe(config));
    return opened;
  };
  return { countries, estimateFee: estimateCardFee, payoutStep, ...onceOpened(open) };
};

/** Each question to Stripe, asked once its library is there. */
const onceOpened = (open: () => Promise<StripeAnswers>): StripeAnswers => {
  const asked =
    <Of extends readonly unknown[], Answer>(ask: (stripe: StripeAnswers) => (...of: Of) => Promise<Answer>) =>
    async (...of: Of): Promise<Answer> =>
      ask(await open())(...of);
  const listed = <Of extends readonly unknown[], Item>(
    list: (stripe: StripeAnswers) => (...of: Of) => AsyncIterable<Item>,
  ) =>
    async function* (...of: Of): AsyncIterable<Item> {
      yield* list(await open())(...of);
    };
  return {
    createCustomer: asked((stripe) => stripe.createCustomer),
    startCheckout: asked((stripe) => stripe.startCheckout),
    fetchCheckout: asked((stripe) => stripe.fetchCheckout),
    startCardSetup: asked((stripe) => stripe.startCardSetup),
    fetchCard: asked((stripe) => stripe.fetchCard),
    listCards: listed((stripe) => stripe.listCards),
    forgetCard: asked((stripe) => stripe.forgetCard),
    fetchPayment: asked((stripe) => stripe.fetchPayment),
    chargeSavedCard: asked((stripe) => stripe.chargeSavedCard),
    findPayment: asked((stripe) => stripe.findPayment),
    createPayee: asked((stripe) => stripe.createPayee),
    startOnboarding: asked((stripe) => stripe.startOnboarding),
    fetchPayee: asked((stripe) => stripe.fetchPayee),
    readBalance: asked((stripe) => stripe.readBalance),
    readHoldings: asked((stripe) => stripe.readHoldings),
    sendTransfer: asked((stripe) => stripe.sendTransfer),
    findTransfer: asked((stripe) => stripe.findTransfer),
    fetchTransfer: asked((stripe) => stripe.fetchTransfer),
    reverseTransfer: asked((stripe) => stripe.reverseTransfer),
    sendToBank: asked((stripe) => stripe.sendToBank),
    findBankPayout: asked((stripe) => stripe.findBankPayout),
    fetchBankPayout: asked((stripe) => stripe.fetchBankPayout),
    listTransfers: listed((stripe) => stripe.listTransfers),
    listBankPayouts: listed((stripe) => stripe.listBankPayouts),
    listMovements: listed((stripe) => stripe.listMovements),
    listMovementsOf: listed((stripe) => stripe.listMovementsOf),
    sendRefund: asked((stripe) => stripe.sendRefund),
    findRefund: asked((stripe) => stripe.findRefund),
    fetchRefund: asked((stripe) => stripe.fetchRefund),
    fetchDispute: asked((stripe) => stripe.fetchDispute),
    readEvent: asked((stripe) => stripe.readEvent),
  };
};
