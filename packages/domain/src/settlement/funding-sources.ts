import type { IdKey } from '../ids.ts';
import { addDays, type Day, firstDayAfter } from '../month.ts';

/** What is left of one charge in a wallet. */
export type Source = {
  readonly chargeKey: IdKey;
  /** The ledger position at which it was credited. */
  readonly position: bigint;
  readonly leftMicros: bigint;
  readonly chargedAt: Date;
  readonly holdDays: number;
};

export type Drawn = { readonly source: Source; readonly micros: bigint };

/**
 * What a wallet holds that came from no charge: money that was returned from escrow. Charges of which more is left than the
 * wallet holds are our bug.
 */
export const returnedMicros = (sources: readonly Source[], walletMicros: bigint): bigint => {
  const returned = sources.reduce((rest, { leftMicros }) => rest - leftMicros, walletMicros);
  if (returned < 0n) throw new Error(`of charges ${-returned} micros more are left than a wallet holds`);
  return returned;
};

/** Takes a sum from charges, oldest first by the provider's time and then by id; too little left is our bug. */
export const drawOldestFirst = (sources: readonly Source[], spentMicros: bigint): readonly Drawn[] => {
  const ordered =
    sources.length === 1
      ? sources
      : [...sources].sort(
          (one, other) =>
            one.chargedAt.getTime() - other.chargedAt.getTime() || (one.chargeKey < other.chargeKey ? -1 : 1),
        );
  const drawn: Drawn[] = [];
  let open = spentMicros;
  for (const source of ordered) {
    const micros = source.leftMicros < open ? source.leftMicros : open;
    if (micros > 0n) drawn.push({ source, micros });
    open -= micros;
  }
  if (open !== 0n) throw new Error(`${open} micros of a wallet come from no charge`);
  return drawn;
};

/** The UTC day on which money from these charges is safe: the latest end of their holds, and not before the earliest day given. */
export const availableFrom = (drawnFrom: readonly Source[], earliest: Day): Day =>
  drawnFrom
    .map(({ chargedAt, holdDays }) => firstDayAfter(addDays(chargedAt, holdDays)))
    .reduce((latest, day) => (day > latest ? day : latest), earliest);
