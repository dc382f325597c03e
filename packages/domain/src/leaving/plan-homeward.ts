import type { ChargeId } from '../ids.ts';
import { type Currency, minorUnitMicros } from '../money.ts';
import type { PlannedRefund } from '../refunds/plan-refund.ts';

/** A charge of somebody who left, as the way home of their money. */
export type HomewardCharge = {
  readonly chargeId: ChargeId;
  readonly paymentId: string;
  /** What of the wallet is of this charge. */
  readonly leftMicros: bigint;
  /** What the provider can still send back of it. */
  readonly roomMicros: bigint;
  /** `open`: nobody has sent anything back by it; `undecided`: its bank may take it back; `shut`: it has failed, or is lost. */
  readonly way: 'open' | 'undecided' | 'shut';
};

export type HomewardPlan = {
  readonly refunds: readonly (PlannedRefund & { readonly beside: boolean })[];
  /** What no card can be sent, with the charge that it is of, if it is of one. */
  readonly orphans: readonly { readonly chargeId: ChargeId | undefined; readonly micros: bigint }[];
};

/**
 * Plans how all that a wallet holds leaves it, the newest charges first: what is left of a charge goes back by it in whole minor
 * units; what came back after its charge was spent goes by any charge that has room; the rest is orphaned. What a bank may still
 * take back stays until that is decided.
 */
export const planHomeward = (
  walletMicros: bigint,
  charges: readonly HomewardCharge[],
  currency: Currency,
): HomewardPlan => {
  const unit = minorUnitMicros(currency);
  const whole = (micros: bigint) => micros - (micros % unit);
  const refunds: (PlannedRefund & { readonly beside: boolean })[] = [];
  const orphans: { readonly chargeId: ChargeId | undefined; readonly micros: bigint }[] = [];
  let cameBack = walletMicros - charges.reduce((sum, { leftMicros }) => sum + leftMicros, 0n);
  for (const { chargeId, paymentId, leftMicros, roomMicros, way } of charges.toReversed()) {
    if (way === 'undecided') continue;
    const most = way === 'open' ? roomMicros : 0n;
    const own = whole(leftMicros < most ? leftMicros : most);
    if (own > 0n) refunds.push({ chargeId, paymentId, micros: own, beside: false });
    if (leftMicros > own) orphans.push({ chargeId, micros: leftMicros - own });
    const room = most - own;
    const beside = whole(cameBack < room ? cameBack : room);
    if (beside <= 0n) continue;
    refunds.push({ chargeId, paymentId, micros: beside, beside: true });
    cameBack -= beside;
  }
  if (cameBack > 0n) orphans.push({ chargeId: undefined, micros: cameBack });
  return { refunds, orphans };
};
