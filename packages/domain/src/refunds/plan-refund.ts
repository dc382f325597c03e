import { type Currency, minorUnitMicros } from '../money.ts';
import type { WalletCharge, WalletCharges } from './wallet-charges.ts';

export type PlannedRefund = Pick<WalletCharge, 'chargeId' | 'paymentId'> & { readonly micros: bigint };

/**
 * Plans the refund of a wallet: what is left of each charge in whole minor units, the newest charges first. What a cut has
 * reserved stays, of the oldest charges that it found, as settlement will draw them; so does what the provider disputes.
 */
export const planRefund = (
  { reservedMicros, charges }: WalletCharges,
  currency: Currency,
): readonly PlannedRefund[] => {
  const unit = minorUnitMicros(currency);
  const planned: PlannedRefund[] = [];
  let reserved = reservedMicros;
  for (const { chargeId, paymentId, leftMicros, leftAtCutMicros, disputed } of oldestFirst(charges)) {
    const kept = leftAtCutMicros < reserved ? leftAtCutMicros : reserved;
    reserved -= kept;
    const free = leftMicros - kept;
    const micros = free - (free % unit);
    if (micros > 0n && !disputed) planned.push({ chargeId, paymentId, micros });
  }
  return planned.reverse();
};

const oldestFirst = (charges: readonly WalletCharge[]): readonly WalletCharge[] =>
  [...charges].sort(
    (one, other) =>
      one.chargedAt.getTime() - other.chargedAt.getTime() || (one.chargeId < other.chargeId ? -1 : 1),
  );
