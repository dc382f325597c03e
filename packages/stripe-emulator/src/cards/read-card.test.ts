import { describe, expect, it } from 'vitest';
import { isLuhn } from './luhn.ts';
import { readCard } from './read-card.ts';
import { testCards } from './test-cards.ts';

const at = Date.UTC(2026, 10, 22) / 1000;
const card = (number: string, expiry = '12 / 34', cvc = '123') => readCard({ number, expiry, cvc }, at);

describe('a typed card', () => {
  it.each(testCards)('$number passes Luhn and is known', ({ number }) => {
    expect(isLuhn(number)).toBe(true);
    expect(card(number)).toMatchObject({ expMonth: 12, expYear: 2034, card: { number } });
  });

  it.each([
    ['4242 4242 4242 4241', 'incorrect_number'],
    ['', 'incorrect_number'],
    ['hello', 'incorrect_number'],
    ['4111 1111 1111 1111', 'card_declined'],
  ])('%s is refused with %s', (number, code) => {
    expect(card(number)).toMatchObject({ field: 'number', code });
  });

  it.each([
    ['13/34', 'invalid_expiry_month'],
    ['10/26', 'invalid_expiry_year'],
    ['soon', 'invalid_expiry_month'],
  ])('with expiry %s is refused with %s', (expiry, code) => {
    expect(card('4242424242424242', expiry)).toMatchObject({ field: 'expiry', code });
  });

  it('is good until the end of its month', () => {
    expect(card('4242424242424242', '11/26')).toMatchObject({ expMonth: 11, expYear: 2026 });
    expect(card('4242424242424242', '1/2027')).toMatchObject({ expMonth: 1, expYear: 2027 });
  });

  it('needs a security code', () => {
    expect(card('4242424242424242', '12/34', '1')).toMatchObject({ field: 'cvc' });
  });
});
