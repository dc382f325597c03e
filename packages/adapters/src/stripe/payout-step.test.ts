import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Currency, currencyCodes, exponentOf, money } from '@flattr/domain/money';
import { asMonth, type Day } from '@flattr/domain/month';
import { planPayout } from '@flattr/domain/payouts/plan-payout';
import { recordEvidence, sharedFolder } from '@flattr/evidence';
import { afterAll, expect, it } from 'vitest';
import { fromStripe, inMinorUnits } from './amounts.ts';
import { payoutStep } from './payout-step.ts';

/** The places of the minor unit by ISO 4217, of the whole list where it lies beside the project. */
const readExponents = (): ReadonlyMap<string, string> => {
  const file = join(sharedFolder(), 'corpora/currency-codes.csv');
  const own =
    'x,x,EUR,978,2,\nx,x,HUF,348,2,\nx,x,ISK,352,0,\nx,x,JPY,392,0,\nx,x,KWD,414,3,\nx,x,TWD,901,2,\nx,x,UGX,800,0,';
  const rows = (existsSync(file) ? readFileSync(file, 'utf8') : own).matchAll(/,([A-Z]{3}),\d+,(\d),\r?$/gm);
  return new Map([...rows].map(([, code = '', exponent = '']) => [code, exponent]));
};

const exponents = readExponents();
let tried = 0;
afterAll(() => recordEvidence({ id: 'R-21', tried, failed: 0 }));

it('knows each currency by the places that ISO 4217 gives it (R-21)', () => {
  const known = currencyCodes.filter((code) => exponents.has(code));
  expect(known.length).toBeGreaterThanOrEqual(7);
  for (const code of known) expect([code, `${exponentOf(code)}`]).toEqual([code, exponents.get(code)]);
  tried += known.length;
});

/** What 1234567.891234 of each comes to at a bank, as Stripe is told it, and what stays. */
const payouts: readonly [Currency, bigint, number, bigint][] = [
  ['EUR', 1_234_567_890_000n, 123_456_789, 1_234n],
  ['JPY', 1_234_567_000_000n, 1_234_567, 891_234n],
  // Three places, the last of them 0.
  ['KWD', 1_234_567_890_000n, 1_234_567_890, 1_234n],
  // No minor unit, and counted in hundredths all the same.
  ['ISK', 1_234_567_000_000n, 123_456_700, 891_234n],
  ['UGX', 1_234_567_000_000n, 123_456_700, 891_234n],
  // Two places, both of them 0 in a payout.
  ['HUF', 1_234_567_000_000n, 123_456_700, 891_234n],
  ['TWD', 1_234_567_000_000n, 123_456_700, 891_234n],
];

it.each(payouts)(
  'pays %s out as Stripe takes it, and the remainder stays (R-21)',
  (currency, micros, units, stays) => {
    const left = 1_234_567_891_234n;
    const earned = { month: asMonth('2026-11'), availableOn: '2026-12-15' as Day, leftMicros: left };
    const plan = planPayout([earned], currency, payoutStep(currency));
    expect(plan?.micros).toBe(micros);
    expect(left - (plan?.micros ?? 0n)).toBe(stays);
    expect(inMinorUnits(money(micros, currency), 'amount').amount).toBe(units);
    expect(fromStripe(units, currency.toLowerCase())).toEqual(money(micros, currency));
    tried += 1;
  },
);
