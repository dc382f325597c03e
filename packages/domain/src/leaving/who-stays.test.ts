import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { UserId } from '../ids.ts';
import { whoStays } from './who-stays.ts';

const part = (id: string, basisPoints: number) => ({ beneficiaryId: id as UserId, basisPoints });
const ann = 'ann' as UserId;

it('gives the part of who leaves to those who stay, in their proportion', () => {
  expect(whoStays([part('ann', 4000), part('ben', 4000), part('cid', 2000)], ann)).toEqual([
    part('ben', 6667),
    part('cid', 3333),
  ]);
  expect(whoStays([part('ann', 9999), part('ben', 1)], ann)).toEqual([part('ben', 10_000)]);
  expect(whoStays([part('ann', 10_000)], ann)).toEqual([]);
});

it('is whole again, and nobody has less than before', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.integer({ min: 1, max: 9999 }), { minLength: 1, maxLength: 19 }),
      (points) => {
        const cuts = [...points].sort((one, other) => one - other);
        const parts = [...cuts, 10_000].map((cut, index) =>
          part(`id-${index}`, cut - (cuts[index - 1] ?? 0)),
        );
        const stay = whoStays(parts, 'id-0' as UserId);
        expect(stay.reduce((sum, { basisPoints }) => sum + basisPoints, 0)).toBe(10_000);
        for (const [index, { basisPoints }] of stay.entries())
          expect(basisPoints).toBeGreaterThanOrEqual(parts[index + 1]?.basisPoints ?? 0);
      },
    ),
  );
});
