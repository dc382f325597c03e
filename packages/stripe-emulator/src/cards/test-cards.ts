import { createHash } from 'node:crypto';

export type Decline = { code: string; declineCode?: string; message: string };

/** A card that Stripe names for tests, and what happens when it is charged with its owner present or away. */
export type TestCard = {
  number: string;
  brand: string;
  onSession?: Decline;
  offSession?: Decline;
  /** The dispute that its owner opens right after a charge. */
  dispute?: { reason: string; inquiry: boolean };
  /** Whether a refund to it takes its time, or fails after it has succeeded. */
  refund?: 'fails' | 'pending';
  /** Whether its bank asks its owner: each time, or until it is set up. */
  challenge?: 'always' | 'setup';
  /** Whether what it pays is available at once. */
  bypassesPending?: boolean;
};

const declined: Decline = {
  code: 'card_declined',
  declineCode: 'generic_decline',
  message: 'Your card was declined.',
};

const insufficientFunds: Decline = {
  code: 'card_declined',
  declineCode: 'insufficient_funds',
  message: 'Your card has insufficient funds.',
};

/** Numbers and outcomes as in Stripe's documentation of testing. */
export const testCards: TestCard[] = [
  { number: '4242424242424242', brand: 'visa' },
  { number: '4000056655665556', brand: 'visa' },
  { number: '5555555555554444', brand: 'mastercard' },
  { number: '378282246310005', brand: 'amex' },
  { number: '4000000000000002', brand: 'visa', onSession: declined, offSession: declined },
  { number: '4000000000009995', brand: 'visa', onSession: insufficientFunds, offSession: insufficientFunds },
  { number: '4000000000000341', brand: 'visa', offSession: declined },
  { number: '4000000000000259', brand: 'visa', dispute: { reason: 'fraudulent', inquiry: false } },
  { number: '4000000000002685', brand: 'visa', dispute: { reason: 'product_not_received', inquiry: false } },
  { number: '4000000000001976', brand: 'visa', dispute: { reason: 'fraudulent', inquiry: true } },
  { number: '4000000000000077', brand: 'visa', bypassesPending: true },
  { number: '4000002760003184', brand: 'visa', challenge: 'always' },
  { number: '4000002500003155', brand: 'visa', challenge: 'setup' },
  { number: '4000008260003178', brand: 'visa', challenge: 'always', onSession: insufficientFunds },
  { number: '4000008400001629', brand: 'visa', challenge: 'always', onSession: declined },
  { number: '4000000000007726', brand: 'visa', refund: 'pending' },
  { number: '4000000000005126', brand: 'visa', refund: 'fails' },
];

/** What is kept instead of a card number: the same for every use of one card. */
export function fingerprintOf(number: string): string {
  return createHash('sha256').update(`emulated card ${number}`).digest('base64url').slice(0, 16);
}

const byNumber = new Map(testCards.map((card) => [card.number, card]));
const byFingerprint = new Map(testCards.map((card) => [fingerprintOf(card.number), card]));

export function cardOfNumber(number: string): TestCard | undefined {
  return byNumber.get(number);
}

export function cardOfFingerprint(fingerprint: string): TestCard | undefined {
  return byFingerprint.get(fingerprint);
}
