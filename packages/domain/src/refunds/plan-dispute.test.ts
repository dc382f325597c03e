import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newId, type ThingId, type UserId } from '../ids.ts';
import { asMonth, type Day } from '../month.ts';
import { type DisputeFacts, type FundedMonth, type MonthPart, planDispute } from './plan-dispute.ts';

const [song, singer, writer] = [newId<ThingId>(), newId<UserId>(), newId<UserId>()];
const day = '2026-12-16' as Day;
const fee = (micros: bigint): MonthPart => ({ kind: 'FEE', micros });
const share = (creatorId: UserId, micros: bigint): MonthPart => ({
  kind: 'EARNINGS',
  thingId: song,
  creatorId,
  availableOn: day,
  micros,
});
const waiting = (micros: bigint): MonthPart => ({ kind: 'ESCROW', thingId: song, micros });
const back = (micros: bigint): MonthPart => ({ kind: 'RETURNED', thingId: song, micros });
const month = (name: string, drawnMicros: bigint, ...parts: MonthPart[]): FundedMonth => ({
  month: asMonth(name),
  drawnMicros,
  parts,
});
const plan = (facts: Partial<DisputeFacts>) => {
  const { parts, ...rest } = planDispute({
    amountMicros: 0n,
    feeMicros: 0n,
    leftMicros: 0n,
    returnedMicros: 0n,
    months: [],
    unpaid: () => 10n ** 15n,
    ...facts,
  });
  return { ...rest, parts: parts.map((one) => [one.month, one.wantedMicros, one.takenMicros]) };
};

describe('what a dispute takes', () => {
  it('is what is left in the wallet first, and losses bear the provider’s fee alone', () => {
    expect(plan({ amountMicros: 30n, feeMicros: 20n, leftMicros: 40n })).toEqual({
      walletMicros: 30n,
      parts: [],
      lossesMicros: 20n,
    });
  });

  it('then of the months that it funded, newest first, its part of fee and shares', () => {
    const december = month('2026-12', 10n, fee(1n), share(singer, 12n), share(writer, 7n));
    const november = month('2026-11', 10n, fee(1n), share(singer, 9n));
    expect(plan({ amountMicros: 18n, leftMicros: 3n, months: [december, november] })).toEqual({
      walletMicros: 3n,
      parts: [
        ['2026-12', 1n, 1n],
        ['2026-12', 6n, 6n],
        ['2026-12', 3n, 3n],
        ['2026-11', 1n, 1n],
        ['2026-11', 4n, 4n],
      ],
      lossesMicros: 0n,
    });
  });

  it('leaves what is in a payout, which losses bear', () => {
    const november = month('2026-11', 20n, fee(1n), share(singer, 10n), share(singer, 9n));
    expect(plan({ amountMicros: 25n, feeMicros: 7n, months: [november], unpaid: () => 12n })).toEqual({
      walletMicros: 0n,
      parts: [
        ['2026-11', 1n, 1n],
        ['2026-11', 10n, 10n],
        ['2026-11', 9n, 2n],
      ],
      lossesMicros: 7n + 7n + 5n,
    });
  });

  it('takes its part of what waits in escrow, and of what came back from there as far as it is still in the wallet', () => {
    const december = month('2026-12', 20n, fee(1n), waiting(10n), back(9n));
    const november = month('2026-11', 10n, fee(1n), back(9n));
    expect(plan({ amountMicros: 30n, returnedMicros: 12n, months: [december, november] })).toEqual({
      walletMicros: 0n,
      parts: [
        ['2026-12', 1n, 1n],
        ['2026-12', 10n, 10n],
        ['2026-12', 9n, 9n],
        ['2026-11', 1n, 1n],
        ['2026-11', 9n, 3n],
      ],
      lossesMicros: 6n,
    });
  });

  it('always adds up to what the provider took, and takes of nobody more than they have', () => {
    const micros = fc.bigInt({ min: 0n, max: 10n ** 9n });
    const months = fc.array(fc.tuple(fc.array(micros, { minLength: 1, maxLength: 6 }), fc.nat(1000)), {
      maxLength: 4,
    });
    fc.assert(
      fc.property(micros, micros, micros, micros, months, (amount, feeMicros, left, unpaid, drawn) => {
        const funded = drawn.map(([[first = 0n, ...shares], perMille], index) => {
          const whole = shares.reduce((sum, one) => sum + one, first);
          const kinds = [(one: bigint) => share(singer, one), waiting, back];
          const its = shares.map((one, nth) => kinds[nth % 3]?.(one) ?? waiting(one));
          return month(`2026-0${9 - index}`, (whole * BigInt(perMille)) / 1000n, fee(first), ...its);
        });
        const facts = {
          amountMicros: amount,
          feeMicros,
          leftMicros: left,
          returnedMicros: unpaid,
          months: funded,
          unpaid: () => unpaid,
        };
        const { walletMicros, parts, lossesMicros } = planDispute(facts);
        const taken = parts.reduce((sum, one) => sum + one.takenMicros, 0n);
        expect(walletMicros + taken + lossesMicros).toBe(amount + feeMicros);
        expect(walletMicros <= left && lossesMicros >= feeMicros).toBe(true);
        const returned = parts.filter(({ part }) => part.kind === 'RETURNED');
        expect(returned.reduce((sum, one) => sum + one.takenMicros, 0n) <= unpaid).toBe(true);
        for (const { month: of } of funded) {
          const earned = parts.filter((one) => one.month === of && one.part.kind === 'EARNINGS');
          expect(earned.reduce((sum, one) => sum + one.takenMicros, 0n) <= unpaid).toBe(true);
        }
      }),
    );
  });
});
