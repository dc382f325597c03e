import type { ThingId, UserId } from '../ids.ts';
import type { Day, Month } from '../month.ts';
import { inProportion } from './in-proportion.ts';

/**
 * What a supporter's month became that can be taken back: its fee, and each share by its thing and who has it. What a thing
 * without a creator was given waits in its escrow, or went from there to its creator's earnings, or into the supporter's wallet.
 */
export type MonthPart =
  | { readonly kind: 'FEE'; readonly micros: bigint }
  | {
      readonly kind: 'EARNINGS';
      readonly thingId: ThingId;
      readonly creatorId: UserId;
      readonly availableOn: Day;
      readonly micros: bigint;
    }
  | { readonly kind: 'ESCROW' | 'RETURNED'; readonly thingId: ThingId; readonly micros: bigint };

/** A month that the disputed charge funded, with what no other dispute wants of it. */
export type FundedMonth = {
  readonly month: Month;
  /** What of the charge went into it. */
  readonly drawnMicros: bigint;
  readonly parts: readonly MonthPart[];
};

export type TakenPart = {
  readonly month: Month;
  readonly part: MonthPart;
  readonly wantedMicros: bigint;
  /** Less than was wanted where it was in a payout, or was spent again after it had come back. */
  readonly takenMicros: bigint;
};

export type DisputePlan = {
  readonly walletMicros: bigint;
  readonly parts: readonly TakenPart[];
  /** The rest, and the provider's fee. */
  readonly lossesMicros: bigint;
};

export type DisputeFacts = {
  readonly amountMicros: bigint;
  readonly feeMicros: bigint;
  /** What is left of the charge in the wallet. */
  readonly leftMicros: bigint;
  /** What the wallet holds that came back from escrow. */
  readonly returnedMicros: bigint;
  /** The months that it funded, newest first. */
  readonly months: readonly FundedMonth[];
  /** What of a creator's earnings of a month and day is in no payout and no other dispute. */
  readonly unpaid: (month: Month, creatorId: UserId, availableOn: Day) => bigint;
};

/**
 * Plans what a dispute takes: what is left of the charge in the wallet; of each month that it funded, newest first, the fee
 * and the shares not yet in a payout, escrow included, in proportion to what of the month came from the charge; and the rest
 * from `losses`.
 */
export const planDispute = (facts: DisputeFacts): DisputePlan => {
  const walletMicros = least(facts.leftMicros, facts.amountMicros);
  let open = facts.amountMicros - walletMicros;
  const take = taker(facts);
  const parts: TakenPart[] = [];
  for (const { month, drawnMicros, parts: its } of facts.months) {
    const wanted = least(drawnMicros, open);
    open -= wanted;
    const divided = inProportion(
      wanted,
      its.map(({ micros }) => micros),
    );
    for (const [index, part] of its.entries()) {
      const wantedMicros = divided[index] ?? 0n;
      if (wantedMicros > 0n)
        parts.push({ month, part, wantedMicros, takenMicros: take(month, part, wantedMicros) });
    }
  }
  const taken = parts.reduce((sum, { takenMicros }) => sum + takenMicros, walletMicros);
  return { walletMicros, parts, lossesMicros: facts.amountMicros - taken + facts.feeMicros };
};

/** Takes what is wanted of one part after the other, as far as it is still there; fees and escrows are. */
const taker = ({ unpaid, returnedMicros }: DisputeFacts) => {
  const left = new Map<string, bigint>();
  const takeOf = (key: string, there: () => bigint, wantedMicros: bigint): bigint => {
    const before = left.get(key) ?? there();
    const takenMicros = least(before, wantedMicros);
    left.set(key, before - takenMicros);
    return takenMicros;
  };
  return (month: Month, part: MonthPart, wantedMicros: bigint): bigint => {
    if (part.kind === 'RETURNED') return takeOf('returned', () => returnedMicros, wantedMicros);
    if (part.kind !== 'EARNINGS') return wantedMicros;
    const { creatorId, availableOn } = part;
    const key = `${month} ${creatorId} ${availableOn}`;
    return takeOf(key, () => unpaid(month, creatorId, availableOn), wantedMicros);
  };
};

const least = (one: bigint, other: bigint): bigint => (one < other ? one : other);
