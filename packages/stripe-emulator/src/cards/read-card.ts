import { isLuhn } from './luhn.ts';
import { cardOfNumber, type Decline, type TestCard } from './test-cards.ts';

export type TypedCard = { number: string; expiry: string; cvc: string };
export type ReadCard = { card: TestCard; expMonth: number; expYear: number };
export type CardMistake = Decline & { field: keyof TypedCard };

/** Month and year of `12 / 34`, or nothing if it is not a date. */
function readExpiry(text: string): { expMonth: number; expYear: number } | undefined {
  const match = /^\s*(0?[1-9]|1[0-2])\s*[/ -]\s*(?:20)?(\d{2})\s*$/.exec(text);
  if (!match?.[1] || !match[2]) return undefined;
  return { expMonth: Number.parseInt(match[1], 10), expYear: 2000 + Number.parseInt(match[2], 10) };
}

function isPast(month: number, year: number, at: number): boolean {
  return Date.UTC(year, month) <= at * 1000;
}

const mistake = (field: keyof TypedCard, code: string, message: string): CardMistake => ({
  field,
  code,
  message,
});

/** Reads what a person types into the card form; only Stripe's test cards are taken, as in its test mode. */
export function readCard(typed: TypedCard, at: number): ReadCard | CardMistake {
  const number = typed.number.replace(/[\s-]/g, '');
  if (!isLuhn(number)) return mistake('number', 'incorrect_number', 'Your card number is invalid.');
  const expiry = readExpiry(typed.expiry);
  if (!expiry) return mistake('expiry', 'invalid_expiry_month', "Your card's expiration date is incomplete.");
  const { expMonth, expYear } = expiry;
  if (isPast(expMonth, expYear, at)) {
    return mistake('expiry', 'invalid_expiry_year', "Your card's expiration date is in the past.");
  }
  if (!/^\d{3,4}$/.test(typed.cvc.trim())) {
    return mistake('cvc', 'invalid_cvc', "Your card's security code is incomplete.");
  }
  const card = cardOfNumber(number);
  if (card) return { card, expMonth, expYear };
  return {
    ...mistake('number', 'card_declined', 'Your card was declined: only the test cards below can pay here.'),
    declineCode: 'test_mode_live_card',
  };
}
