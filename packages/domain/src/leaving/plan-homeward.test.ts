import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ChargeId } from '../ids.ts';
import { type HomewardCharge, planHomeward } from './plan-homeward.ts';

const charge = (name: string, left: bigint, room: bigint, way: HomewardCharge['way'] = 'open') => ({
  chargeId: name as ChargeId,
  paymentId: `pi_${name}`,
  leftMicros: left,
  roomMicros: room,
  way,
});

const said = ({ refunds, orphans }: ReturnType<typeof planHomeward>) => [
  ...refunds.map(({ chargeId, micros, beside }) => `${chargeId} ${micros}${beside ? ' beside' : ''}`),
  ...orphans.map(({ chargeId, micros }) => `orphan ${chargeId ?? '-'} ${micros}`),
];

it('sends what is left by its charge, what came back by one with room, and orphans what is below a cent', () => {
  const charges = [charge('old', 0n, 5_000_000n), charge('new', 4_605_000n, 5_000_000n)];
  expect(said(planHomeward(5_605_000n, charges, 'EUR'))).toEqual([
    'new 4600000',
    'new 400000 beside',
    'old 600000 beside',
    'orphan new 5000',
  ]);
});

it('leaves what a bank may still take back, and orphans what has no way home', () => {
  const charges = [
    charge('lost', 1_000_000n, 5_000_000n, 'shut'),
    charge('open', 2_000_000n, 5_000_000n, 'undecided'),
  ];
  expect(said(planHomeward(3_500_000n, charges, 'EUR'))).toEqual(['orphan lost 1000000', 'orphan - 500000']);
});

it('never plans more than the wallet holds, nor more by a charge than it has room for', () => {
  const amount = fc.bigInt({ min: 0n, max: 20_000_000n });
  const way = fc.constantFrom<HomewardCharge['way']>('open', 'undecided', 'shut');
  fc.assert(
    fc.property(fc.array(fc.tuple(amount, amount, way), { maxLength: 6 }), amount, (given, cameBack) => {
      const charges = given.map(([left, room, one], index) => charge(`${index}`, left, room, one));
      const held = cameBack + charges.reduce((sum, { leftMicros }) => sum + leftMicros, 0n);
      const { refunds, orphans } = planHomeward(held, charges, 'EUR');
      const stays = charges
        .filter((one) => one.way === 'undecided')
        .reduce((sum, { leftMicros }) => sum + leftMicros, 0n);
      const goes = [...refunds, ...orphans].reduce((sum, { micros }) => sum + micros, 0n);
      expect(goes + stays).toBe(held);
      for (const { chargeId, roomMicros } of charges) {
        const its = refunds.filter((one) => one.chargeId === chargeId);
        expect(its.reduce((sum, { micros }) => sum + micros, 0n)).toBeLessThanOrEqual(roomMicros);
        expect(its.every(({ micros }) => micros > 0n && micros % 10_000n === 0n)).toBe(true);
      }
    }),
  );
});
