import { money } from '@flattr/domain/money';
import { expect, it } from 'vitest';
import { estimateCardFee } from './card-prices.ts';

it.each([
  [money(10_000_000n, 'EUR'), 540_000n],
  [money(10_000_000n, 'USD'), 590_000n],
  [money(1_000_000_000n, 'JPY'), 36_000_000n],
  [money(2_000_000n, 'EUR'), 310_000n],
] as const)('estimates what a card costs: %o', (amount, fee) => {
  expect(estimateCardFee(amount)).toEqual({ micros: fee, currency: amount.currency });
});
