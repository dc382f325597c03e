import { describe, expect, it } from 'vitest';
import { asMonth, type Day } from '../month.ts';
import type { FreeEarning } from './plan-payout.ts';
import { holdUnproven } from './unproven-money.ts';

const november = asMonth('2026-11');
const free = (day: string, leftMicros: bigint): FreeEarning => ({
  month: november,
  availableOn: `2026-12-${day}` as Day,
  leftMicros,
});

describe('money of sites without a proof', () => {
  it('is held, and the rest of the month may be paid', () => {
    expect(holdUnproven([free('20', 100n)], { leftMicros: 100n, broughtMicros: 30n })).toEqual({
      payable: [free('20', 70n)],
      held: [free('20', 30n)],
    });
  });

  it('is held wholly where a site brought all, or more than is left', () => {
    for (const broughtMicros of [100n, 101n, 5_000n])
      expect(holdUnproven([free('20', 100n)], { leftMicros: 100n, broughtMicros })).toEqual({
        payable: [],
        held: [free('20', 100n)],
      });
  });

  it('is none where the sites brought nothing', () => {
    expect(holdUnproven([free('20', 100n)], { leftMicros: 100n, broughtMicros: 0n })).toEqual({
      payable: [free('20', 100n)],
      held: [],
    });
  });

  it('is what is not free yet, and the latest that is free', () => {
    const days = [free('25', 40n), free('20', 60n)];
    expect(holdUnproven(days, { leftMicros: 130n, broughtMicros: 50n })).toEqual({
      payable: [free('20', 60n), free('25', 20n)],
      held: [free('25', 20n)],
    });
    expect(holdUnproven(days, { leftMicros: 150n, broughtMicros: 50n }).held).toEqual([]);
  });

  it('is what is left after a payout: that was the other sites’ money first', () => {
    // Of 100 that the sites brought in halves, 50 were paid before.
    expect(holdUnproven([free('20', 50n)], { leftMicros: 50n, broughtMicros: 50n }).payable).toEqual([]);
    // 80 were paid before the proof was missed: no more than what is left is held.
    expect(holdUnproven([free('20', 20n)], { leftMicros: 20n, broughtMicros: 50n }).held).toEqual([
      free('20', 20n),
    ]);
  });

  it('never makes or loses a micro', () => {
    for (let left = 0n; left <= 12n; left++)
      for (let brought = 0n; brought <= 14n; brought++)
        for (let first = 1n; first < left; first++) {
          const days = [free('20', first), free('21', left - first)];
          const { payable, held } = holdUnproven(days, { leftMicros: left, broughtMicros: brought });
          const sum = (parts: readonly FreeEarning[]) =>
            parts.reduce((all, part) => all + part.leftMicros, 0n);
          expect(sum(payable) + sum(held)).toBe(left);
          expect(sum(held)).toBe(brought < left ? brought : left);
        }
  });
});
