import type { ThingId, UserId } from '../ids.ts';
import type { Day, Month } from '../month.ts';
import { inProportion } from './in-proportion.ts';

/** What a supporter's month became that can be taken back: its fee, and each share by its thing and who has it. */
export type MonthPart =
  | { readonly kind: 'FEE'; readonly micros: bigint }
  | {
      readonly kind: 'EARNINGS';
      readonly thingId: ThingId;
      readonly creatorId: UserId;
      readonly availableOn: Day;
      readonly micros: bigint;
    };

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
  /** Less than was wanted where it was in a payout. */
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
  /** The months that it funded, newest first. */
  readonly months: readonly FundedMonth[];
  /** What of a creator's earnings of a month and day is in no payout and no other dispute. */
  readonly unpaid: (month: Month, creatorId: UserId, availableOn: Day) => bigint;
};

/**
 * Plans what a dispute takes: what is left of the charge in the wallet; of each month that it funded, newest first, the fee
 * and the shares not yet in a payout, in proportion to what of the month came from the charge; and the rest from `losses`.
 */
export const planDispute = (facts: DisputeFacts): DisputePlan => {
  const walletMicros = least(facts.leftMicros, facts.amountMicros);
  let open = facts.amountMicros - walletMicros;
  const unpaid = new Map<string, bigint>();
  const take = (month: Month, part: MonthPart, wantedMicros: bigint): TakenPart => {
    if (part.kind === 'FEE') return { month, part, wantedMicros, takenMicros: wantedMicros };
    const key = `${month} ${part.creatorId} ${part.availableOn}`;
    const left = unpaid.get(key) ?? facts.unpaid(month, part.creatorId, part.availableOn);
    const takenMicros = least(left, wantedMicros);
    unpaid.set(key, left - takenMicros);
    return { month, part, wantedMicros, takenMicros };
  };
  const parts: TakenPart[] = [];
  for (const { month, drawnMicros, parts: its } of facts.months) {
    const wanted = least(drawnMicros, open);
    open -= wanted;
    const divided = inProportion(
      wanted,
      its.map(({ micros }) => micros),
    );
    for (const [index, part] of its.entries())
      if (divided[index]) parts.push(take(month, part, divided[index]));
  }
  const taken = parts.reduce((sum, { takenMicros }) => sum + takenMicros, walletMicros);
  return { walletMicros, parts, lossesMicros: facts.amountMicros - taken + facts.feeMicros };
};

const least = (one: bigint, other: bigint): bigint => (one < other ? one : other);
