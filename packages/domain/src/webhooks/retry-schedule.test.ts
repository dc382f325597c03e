import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isTaken, retryAfter } from './retry-schedule.ts';

const schedule = (random: number): readonly number[] => {
  const pauses: number[] = [];
  for (let failures = 1; ; failures++) {
    const pause = retryAfter('payout.paid', failures, random);
    if (pause === undefined) return pauses;
    pauses.push(pause);
  }
};

describe('a delivery that fails', () => {
  it('is tried ten times in about three days, with growing pauses', () => {
    const pauses = schedule(0.5);
    expect(pauses).toHaveLength(9);
    expect(pauses).toEqual(pauses.toSorted((one, other) => one - other));
    const days = pauses.reduce((sum, pause) => sum + pause, 0) / 86_400;
    expect(days).toBeGreaterThan(2.9);
    expect(days).toBeLessThan(3.2);
  });

  it('comes back up to a fifth earlier or later', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (random) => {
        for (const [index, pause] of schedule(random).entries()) {
          const middle = schedule(0.5)[index] ?? 0;
          expect(pause).toBeGreaterThanOrEqual(middle * 0.8);
          expect(pause).toBeLessThanOrEqual(middle * 1.2 + 1);
        }
      }),
    );
    expect(schedule(0)[0]).toBe(24);
    expect(schedule(1)[0]).toBe(36);
  });

  it('is not tried again where it was a test', () => {
    expect(retryAfter('webhook.test', 1, 0.5)).toBeUndefined();
  });
});

describe('a receiver', () => {
  it('takes what it answers with any 2xx, and nothing else', () => {
    expect([199, 200, 204, 299, 300, 301, 410, 500].filter(isTaken)).toEqual([200, 204, 299]);
  });
});
