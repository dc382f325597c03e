import fc from 'fast-check';
import { expect, test } from 'vitest';
import { money } from '../money.ts';
import { fundingChoices } from './funding-choices.ts';

const cardFee = (charge: { micros: bigint }) => money((charge.micros * 15n) / 1000n + 250_000n, 'EUR');

test('2.00 a month costs 14.0 % a month at a time and 2.5 % a year at a time', () => {
  const choices = fundingChoices(money(2_000_000n, 'EUR'), cardFee);
  expect(
    choices.map(({ monthsAtOnce, charge, feePerMille }) => [monthsAtOnce, charge.micros, feePerMille]),
  ).toEqual([
    [1, 2_000_000n, 140n],
    [3, 6_000_000n, 57n],
    [6, 12_000_000n, 36n],
    [12, 24_000_000n, 25n],
  ]);
});

test('what arrives and the fee add up to the charge, and the share is the nearest tenth of a percent', () => {
  fc.assert(
    fc.property(fc.bigInt(1n, 10n ** 13n), fc.bigInt(0n, 10n ** 13n), (micros, fee) => {
      for (const choice of fundingChoices(money(micros, 'EUR'), () => money(fee, 'EUR'))) {
        expect(choice.estimatedFee.micros + choice.estimatedCredit.micros).toBe(choice.charge.micros);
        const off = 1000n * fee - choice.feePerMille * choice.charge.micros;
        expect(2n * (off < 0n ? -off : off)).toBeLessThanOrEqual(choice.charge.micros);
      }
    }),
  );
});
