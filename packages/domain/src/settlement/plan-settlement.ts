import type { ThingId, UserId } from '../ids.ts';
import type { Currency } from '../money.ts';
import { addDays, type Day, firstDayAfter, type Month, monthEnd } from '../month.ts';
import { feeOf } from './fee.ts';
import { availableFrom, type Drawn, drawOldestFirst, type Source } from './funding-sources.ts';
import { shareOut } from './share-out.ts';
import { supporterTag } from './supporter-tag.ts';

export type FlattrFact = { readonly thingId: ThingId; readonly creatorId: UserId; readonly weight: number };

/** What one supporter gives, in one currency. */
export type Giving = {
  readonly supporterId: UserId;
  readonly currency: Currency;
  /** 0 where the budget in force is in another currency or there is none. */
  readonly budgetMicros: bigint;
  readonly walletMicros: bigint;
  readonly flattrs: readonly FlattrFact[];
};

/** One supporter at the cut: what they give, and what is left of each charge in their wallet. */
export type SupporterFacts = Giving & { readonly sources: readonly Source[] };

export type MonthTerms = {
  readonly month: Month;
  readonly secret: Uint8Array;
  readonly feeBasisPoints: number;
  readonly challengeDays: number;
};

export type Share = { readonly thingId: ThingId; readonly creatorId: UserId; readonly micros: bigint };

/** What becomes of a budget: spent = fee + the shares; the wallet keeps the rest. */
export type SharedBudget = {
  readonly spentMicros: bigint;
  readonly feeMicros: bigint;
  readonly shares: readonly Share[];
  readonly weights: number;
};

export type SupporterPlan = Giving &
  SharedBudget & { readonly drawn: readonly Drawn[]; readonly availableOn: Day | undefined };

/** Shares a budget out: own things are dropped, min(budget, wallet) is spent if a flattr counts, the fee goes off first. */
export const shareBudget = (giving: Giving, terms: Omit<MonthTerms, 'challengeDays'>): SharedBudget => {
  const counting = giving.flattrs.filter(({ creatorId }) => creatorId !== giving.supporterId);
  const affordable = giving.budgetMicros < giving.walletMicros ? giving.budgetMicros : giving.walletMicros;
  const spentMicros = counting.length > 0 ? affordable : 0n;
  const feeMicros = feeOf(spentMicros, terms.feeBasisPoints);
  const amounts = shareOut(spentMicros - feeMicros, counting, {
    month: terms.month,
    supporterTag: supporterTag(terms.month, terms.secret, giving.supporterId),
  });
  return {
    spentMicros,
    feeMicros,
    shares: counting.map(({ thingId, creatorId }, index) => ({
      thingId,
      creatorId,
      micros: amounts[index] ?? 0n,
    })),
    weights: counting.reduce((sum, { weight }) => sum + weight, 0),
  };
};

/** Plans one supporter's month: the budget shared out, drawn from the oldest charges, free once all of these are safe. */
export const planSupporter = (facts: SupporterFacts, terms: MonthTerms): SupporterPlan => {
  const shared = shareBudget(facts, terms);
  const drawn = drawOldestFirst(facts.sources, shared.spentMicros);
  const drawnIds = new Set(drawn.map(({ chargeId }) => chargeId));
  const drawnFrom = facts.sources.filter(({ chargeId }) => drawnIds.has(chargeId));
  const challengeEnd = firstDayAfter(addDays(monthEnd(terms.month), terms.challengeDays));
  return {
    ...facts,
    ...shared,
    drawn,
    availableOn: shared.spentMicros > 0n ? availableFrom(drawnFrom, challengeEnd) : undefined,
  };
};
