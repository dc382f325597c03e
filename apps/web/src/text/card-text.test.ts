import { expect, it } from 'vitest';
import { cardText, expiryText } from './card-text.ts';

it('calls a card as its owner does, and says how long it is good', () => {
  const card = { brand: 'visa', lastFour: '4242', expires: '2026-12' };
  expect(cardText(card)).toBe('Visa ending in 4242');
  expect(expiryText(card, '2026-12')).toBe('Good until the end of December 2026.');
  expect(expiryText(card, '2027-01')).toContain('cannot be charged any more');
  expect(cardText({ brand: 'something_new', lastFour: '0000' })).toBe('Card ending in 0000');
  expect([cardText({}), expiryText({}, '2026-12')]).toEqual([undefined, '']);
});
