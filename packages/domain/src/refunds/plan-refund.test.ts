import { describe, expect, it } from 'vitest';
import { type ChargeId, newId } from '../ids.ts';
import { planRefund } from './plan-refund.ts';
import type { WalletCharge } from './wallet-charges.ts';

const charge = (paymentId: string, day: number, leftMicros: bigint, more: Partial<WalletCharge> = {}) => ({
  chargeId: newId<ChargeId>(),
  paymentId,
  chargedAt: new Date(Date.UTC(2026, 10, day)),
  leftMicros,
  leftAtCutMicros: 0n,
  disputed: false,
  ...more,
});

const plan = (reservedMicros: bigint, ...charges: WalletCharge[]) =>
  planRefund({ reservedMicros, charges }, 'EUR').map(({ paymentId, micros }) => [paymentId, micros]);

describe('the refund of a wallet', () => {
  it('takes the newest charges first, each in whole cents', () => {
    expect(plan(0n, charge('old', 1, 1_239_999n), charge('new', 2, 2_000_000n))).toEqual([
      ['new', 2_000_000n],
      ['old', 1_230_000n],
    ]);
  });

  it('leaves what a cut has reserved, of the oldest charges that the cut found', () => {
    const old = charge('old', 1, 3_000_000n, { leftAtCutMicros: 3_000_000n });
    const next = charge('next', 2, 3_000_000n, { leftAtCutMicros: 3_000_000n });
    expect(plan(4_000_000n, next, old)).toEqual([['next', 2_000_000n]]);
  });

  it('reserves nothing of what came after the cut, or came back after it, however old it is', () => {
    const late = charge('told late', 1, 5_000_000n);
    const back = charge('came back', 2, 4_000_000n, { leftAtCutMicros: 1_000_000n });
    const last = charge('last', 3, 4_000_000n, { leftAtCutMicros: 4_000_000n });
    expect(plan(3_000_000n, late, back, last)).toEqual([
      ['last', 2_000_000n],
      ['came back', 3_000_000n],
      ['told late', 5_000_000n],
    ]);
  });

  it('sends back nothing that the provider disputes, nor less than a cent', () => {
    expect(
      plan(0n, charge('disputed', 1, 5_000_000n, { disputed: true }), charge('dust', 2, 9_999n)),
    ).toEqual([]);
  });
});
