import type { IdKey } from '../ids.ts';
import type { Currency } from '../money.ts';
import type { Day } from '../month.ts';
import { availableFrom, type Drawn, drawOldestFirst, returnedMicros } from './funding-sources.ts';
import { idBytes } from './id-bytes.ts';
import type { KnownThings } from './known-things.ts';
import { largestRemainder } from './largest-remainder.ts';
import type { SupporterFacts, WalletFact } from './read-shard.ts';
import type { ShardSums } from './shard-sums.ts';
import type { ShardTerms } from './shard-terms.ts';
import { type Budgeted, type SharedOut, shareOut } from './share-out.ts';
import type { TieBreaker } from './tie-breaker.ts';

/** One supporter's flattrs of the month, by the numbers of their things. */
export type Given = {
  readonly supporter: IdKey;
  readonly things: readonly number[];
  readonly weights: readonly number[];
};

/** What becomes of one supporter's wallet in one currency. */
export type PlannedWallet = Omit<Budgeted, 'weights'> & {
  readonly supporter: IdKey;
  readonly currency: Currency;
  /** Absent where the wallet was empty: then nothing is spent. */
  readonly accountId: bigint | undefined;
  readonly spentMicros: bigint;
  readonly feeMicros: bigint;
  /** The flattrs that count. */
  readonly flattrs: number;
  readonly weights: number;
} & Funding;

type Funding = {
  readonly drawn: readonly Drawn[];
  /** Of charges credited before this ledger position nothing is left. */
  readonly sourcesFrom: bigint;
  readonly availableOn: Day | undefined;
};

type Wallet = Omit<WalletFact, 'accountId'> & { readonly accountId?: bigint };

/** The flattrs that count: things by their numbers, and as many weights. */
type Counting = { readonly things: readonly number[]; readonly weights: readonly number[] };

const nothing: Counting = { things: [], weights: [] };

/** Plans a supporter's wallets, one for each currency, and adds what they give to the sums. */
export const planWallets = (
  given: Given,
  facts: SupporterFacts | undefined,
  known: KnownThings,
  sums: ShardSums,
  terms: ShardTerms,
): readonly PlannedWallet[] => {
  const { budget } = facts ?? {};
  return walletsOf(given, facts).map((wallet) => {
    const spends = budget?.currency === wallet.currency;
    const counting = spends ? countingFlattrs(given, known) : nothing;
    const budgeted = {
      budgetMicros: spends ? budget.micros : 0n,
      maxPerFlattrMicros: spends ? budget.maxPerFlattrMicros : undefined,
      walletMicros: wallet.micros,
    };
    const ties = terms.tiesOf(given.supporter);
    const { things, weights } = counting;
    const { view } = known.things;
    const shared = shareOut({ ...budgeted, weights }, terms.feeBasisPoints, (index) =>
      ties.ofThingAt(view, idBytes * (things[index] ?? 0)),
    );
    const funding = fund(wallet, shared.spentMicros, terms);
    addShares(sums, wallet.currency, counting, shared, ties, known, funding.availableOn);
    return {
      ...budgeted,
      ...funding,
      supporter: given.supporter,
      currency: wallet.currency,
      accountId: wallet.accountId,
      spentMicros: shared.spentMicros,
      feeMicros: shared.feeMicros,
      flattrs: things.length,
      weights: weights.reduce((sum, weight) => sum + weight, 0),
    };
  });
};

/** Wallets that hold something, and the budget's also where it is empty and there are flattrs. */
const walletsOf = ({ things }: Given, facts: SupporterFacts | undefined): readonly Wallet[] => {
  const { budget, wallets = [] } = facts ?? {};
  const empty = budget && things.length > 0 && !wallets.some(({ currency }) => currency === budget.currency);
  return empty ? [...wallets, { currency: budget.currency, micros: 0n, sources: [] }] : wallets;
};

/** What the supporter has any part in is dropped. */
const countingFlattrs = ({ supporter, things, weights }: Given, known: KnownThings): Counting => {
  const person = known.people.find(supporter);
  const isOwn = (thing: number): boolean =>
    known.creatorOf(thing) === person || known.splitOf(thing)?.beneficiaries.includes(person) === true;
  if (person < 0 || !things.some(isOwn)) return { things, weights };
  return {
    things: things.filter((thing) => !isOwn(thing)),
    weights: weights.filter((_, index) => !isOwn(things[index] ?? -1)),
  };
};

const addShares = (
  sums: ShardSums,
  currency: Currency,
  { things }: Counting,
  { shares }: SharedOut,
  ties: TieBreaker,
  known: KnownThings,
  day: Day | undefined,
): void => {
  if (day === undefined) return;
  const add = sums.adding(currency, day);
  for (let index = 0; index < things.length; index++) {
    const thing = things[index] ?? -1;
    const share = shares[index] ?? 0n;
    const split = known.splitOf(thing);
    if (!split) add(thing, known.creatorOf(thing), share);
    else {
      const { beneficiaries, basisPoints } = split;
      const parts = largestRemainder(share, basisPoints, (part) =>
        ties.ofBeneficiary(known.things.key(thing), known.people.key(beneficiaries[part] ?? -1)),
      );
      for (const [part, beneficiary] of beneficiaries.entries()) add(thing, beneficiary, parts[part] ?? 0n);
    }
  }
};

/** Where what is spent comes from, after what was returned from escrow: the day from which it is free, and where what is left begins. */
const fund = (
  { micros, sources }: Wallet,
  spentMicros: bigint,
  { challengeEnd, ledgerPosition }: ShardTerms,
): Funding => {
  const returned = returnedMicros(sources, micros);
  const drawn = spentMicros > returned ? drawOldestFirst(sources, spentMicros - returned) : [];
  let sourcesFrom = ledgerPosition + 1n;
  for (const source of sources) {
    const taken = drawn.find((part) => part.source === source)?.micros ?? 0n;
    if (taken < source.leftMicros && source.position < sourcesFrom) sourcesFrom = source.position;
  }
  const availableOn =
    spentMicros > 0n
      ? availableFrom(
          drawn.map(({ source }) => source),
          challengeEnd,
        )
      : undefined;
  return { drawn, sourcesFrom, availableOn };
};
