import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ChargeId, newId, type ThingId, type UserId } from '../ids.ts';
import { asMonth } from '../month.ts';
import type { Source } from './funding-sources.ts';
import { planSupporter, type SupporterFacts } from './plan-settlement.ts';

const terms = {
  month: asMonth('2026-11'),
  secret: Buffer.alloc(32, 1),
  feeBasisPoints: 500,
  challengeDays: 7,
};
const ada = newId<UserId>();
const maker = newId<UserId>();

const source = (leftMicros: bigint, day: string, holdDays = 7): Source => ({
  chargeId: newId<ChargeId>(),
  leftMicros,
  chargedAt: new Date(`${day}T12:00:00Z`),
  holdDays,
});

const facts = (over: Partial<SupporterFacts>): SupporterFacts => ({
  supporterId: ada,
  currency: 'EUR',
  budgetMicros: 5_000_000n,
  walletMicros: 9_000_000n,
  flattrs: [{ thingId: newId<ThingId>(), creatorId: maker, weight: 1 }],
  sources: [source(9_000_000n, '2026-11-02')],
  ...over,
});

describe("a supporter's month", () => {
  it('spends the budget, or what the wallet holds if that is less', () => {
    expect(planSupporter(facts({}), terms)).toMatchObject({ spentMicros: 5_000_000n, feeMicros: 250_000n });
    const poor = facts({ walletMicros: 1_000_000n, sources: [source(1_000_000n, '2026-11-02')] });
    expect(planSupporter(poor, terms)).toMatchObject({ spentMicros: 1_000_000n, feeMicros: 50_000n });
  });

  it('spends nothing without a flattr that counts: one own thing is none', () => {
    const own = facts({ flattrs: [{ thingId: newId<ThingId>(), creatorId: ada, weight: 10 }] });
    expect(planSupporter(own, terms)).toMatchObject({
      spentMicros: 0n,
      shares: [],
      availableOn: undefined,
      drawn: [],
    });
  });

  it('draws from the oldest charge first and waits for the longest hold among those it drew from', () => {
    const old = source(2_000_000n, '2026-10-05', 30);
    const young = source(7_000_000n, '2026-11-28', 30);
    const plan = planSupporter(facts({ sources: [young, old] }), terms);
    expect(plan.drawn).toEqual([
      { chargeId: old.chargeId, micros: 2_000_000n },
      { chargeId: young.chargeId, micros: 3_000_000n },
    ]);
    expect(plan.availableOn).toBe('2026-12-29');
    expect(
      planSupporter(facts({ sources: [old, source(7_000_000n, '2026-11-02', 7)] }), terms).availableOn,
    ).toBe('2026-12-08');
  });

  it('adds up: wallet = shares + fee + kept, and what is drawn is what is spent', () => {
    const micros = fc.bigInt(0n, 10n ** 10n);
    const flattrs = fc.array(fc.record({ own: fc.boolean(), weight: fc.integer({ min: 1, max: 10 }) }), {
      maxLength: 20,
    });
    fc.assert(
      fc.property(micros, fc.array(micros, { maxLength: 5 }), flattrs, (budgetMicros, charges, marks) => {
        const walletMicros = charges.reduce((sum, charge) => sum + charge, 0n);
        const plan = planSupporter(
          facts({
            budgetMicros,
            walletMicros,
            sources: charges.map((left, index) => source(left, `2026-11-0${index + 1}`)),
            flattrs: marks.map(({ own, weight }) => ({
              thingId: newId<ThingId>(),
              creatorId: own ? ada : maker,
              weight,
            })),
          }),
          terms,
        );
        const shared = plan.shares.reduce((sum, share) => sum + share.micros, 0n);
        expect(shared + plan.feeMicros).toBe(plan.spentMicros);
        expect(plan.drawn.reduce((sum, part) => sum + part.micros, 0n)).toBe(plan.spentMicros);
        expect(plan.spentMicros <= budgetMicros && plan.spentMicros <= walletMicros).toBe(true);
        expect(plan.shares.every((share) => share.creatorId === maker)).toBe(true);
      }),
    );
  });
});
