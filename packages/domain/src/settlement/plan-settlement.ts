import { idKey, type ThingId, type UserId } from '../ids.ts';
import type { Currency } from '../money.ts';
import type { Month } from '../month.ts';
import type { Part } from '../splits/split-parts.ts';
import { largestRemainder } from './largest-remainder.ts';
import { type Budgeted, type SharedOut, shareOut } from './share-out.ts';
import { supporterTag } from './supporter-tag.ts';
import { tieBreaker } from './tie-breaker.ts';

export type FlattrFact = {
  readonly thingId: ThingId;
  readonly creatorId: UserId;
  readonly weight: number;
  /** The split in force; absent where the creator receives all. */
  readonly parts?: readonly Part[];
};

/** What one supporter gives, in one currency. */
export type Giving = Omit<Budgeted, 'weights'> & {
  readonly supporterId: UserId;
  readonly currency: Currency;
  readonly flattrs: readonly FlattrFact[];
};

export type MonthTerms = {
  readonly month: Month;
  readonly secret: Uint8Array;
  readonly feeBasisPoints: number;
};

/** What one flattr became, and what each beneficiary of its thing has of it. */
export type Share = {
  readonly thingId: ThingId;
  readonly weight: number;
  readonly micros: bigint;
  readonly parts: readonly { readonly beneficiaryId: UserId; readonly micros: bigint }[];
};

export type SharedBudget = Omit<SharedOut, 'shares'> & {
  /** Of the flattrs that count, in their order. */
  readonly shares: readonly Share[];
};

const wholly = (beneficiaryId: UserId): readonly Part[] => [{ beneficiaryId, basisPoints: 10_000 }];

/** What one supporter's budget becomes by the rule: own things are dropped, and each share is divided over its split. */
export const shareBudget = (giving: Giving, terms: MonthTerms): SharedBudget => {
  const counting = giving.flattrs.filter((flattr) => !isOwn(flattr, giving.supporterId));
  const tag = supporterTag(terms.month, terms.secret, giving.supporterId);
  const ties = tieBreaker(terms.month, tag);
  const keys = counting.map(({ thingId }) => idKey(thingId));
  const rankAt = (index: number, of?: UserId): string => {
    const thing = keys[index] ?? idKey(giving.supporterId);
    return of === undefined ? ties.ofThing(thing) : ties.ofBeneficiary(thing, idKey(of));
  };
  const weights = counting.map(({ weight }) => weight);
  const shared = shareOut({ ...giving, weights }, terms.feeBasisPoints, (index) => rankAt(index));
  const shares = counting.map(({ thingId, creatorId, weight, parts = wholly(creatorId) }, index) => {
    const micros = shared.shares[index] ?? 0n;
    const points = parts.map(({ basisPoints }) => basisPoints);
    const amounts = largestRemainder(micros, points, (part) => rankAt(index, parts[part]?.beneficiaryId));
    const divided = parts.map(({ beneficiaryId }, part) => ({ beneficiaryId, micros: amounts[part] ?? 0n }));
    return { thingId, weight, micros, parts: divided };
  });
  return { ...shared, shares };
};

/** Whether a supporter has any part in what a flattr is on. */
export const isOwn = ({ creatorId, parts = [] }: FlattrFact, supporterId: UserId): boolean =>
  creatorId === supporterId || parts.some(({ beneficiaryId }) => beneficiaryId === supporterId);
