import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Currency, minorUnitMicros, money } from '../money.ts';
import { asMonth, type Day } from '../month.ts';
import { type FreeEarning, planPayout as plan } from './plan-payout.ts';

const earning = (leftMicros: bigint, availableOn: string, month = '2026-10'): FreeEarning => ({
  month: asMonth(month),
  availableOn: availableOn as Day,
  leftMicros,
});

/** In whole minor units. */
const planPayout = (earnings: readonly FreeEarning[], currency: Currency) =>
  plan(earnings, currency, money(minorUnitMicros(currency), currency));

describe('a payout', () => {
  it('takes the oldest available earnings first, in whole minor units', () => {
    const plan = planPayout(
      [earning(6_009_999n, '2026-12-08', '2026-11'), earning(6_000_001n, '2026-11-08')],
      'EUR',
    );
    expect(plan).toEqual({
      micros: 12_010_000n,
      parts: [
        { month: '2026-10', availableOn: '2026-11-08', micros: 6_000_001n },
        { month: '2026-11', availableOn: '2026-12-08', micros: 6_009_999n },
      ],
    });
  });

  it('goes by day and then by month, and names nothing that it takes nothing of', () => {
    const oldestFirst = [
      earning(4_000_000n, '2026-11-08', '2026-09'),
      earning(3_000_000n, '2026-11-08', '2026-10'),
      earning(2_000_000n, '2026-12-08', '2026-10'),
      earning(1_000_000n, '2026-12-16', '2026-10'),
      earning(2_000n, '2026-12-29', '2026-10'),
    ];
    const [a, b, c, d, e] = oldestFirst;
    const parts = oldestFirst.slice(0, 4).map(({ leftMicros, ...rest }) => ({ ...rest, micros: leftMicros }));
    for (const order of [oldestFirst, [e, d, c, b, a], [c, a, e, b, d]]) {
      const earnings = order.filter((each) => each !== undefined);
      expect(planPayout(earnings, 'EUR')).toEqual({ micros: 10_000_000n, parts });
    }
  });

  it('waits until the minimum is reached', () => {
    expect(planPayout([earning(9_999_999n, '2026-11-08')], 'EUR')).toBeUndefined();
    expect(planPayout([], 'EUR')).toBeUndefined();
    expect(planPayout([earning(1_499_999_999n, '2026-11-08')], 'JPY')).toBeUndefined();
  });

  it('leaves less than one minor unit behind, and its parts add up', () => {
    fc.assert(
      fc.property(
        fc.array(fc.bigInt(1n, 10n ** 9n), { maxLength: 8 }),
        fc.constantFrom('EUR', 'JPY'),
        (lefts, currency) => {
          const plan = planPayout(
            lefts.map((left, index) => earning(left, `2026-11-0${index + 1}`)),
            currency,
          );
          const free = lefts.reduce((sum, left) => sum + left, 0n);
          if (!plan) return;
          expect(free - plan.micros < minorUnitMicros(currency) && free >= plan.micros).toBe(true);
          expect(plan.parts.reduce((sum, part) => sum + part.micros, 0n)).toBe(plan.micros);
        },
      ),
    );
  });
});
