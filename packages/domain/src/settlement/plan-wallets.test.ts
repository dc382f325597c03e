import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ChargeId, type IdKey, idKey, newId, type ThingId, type UserId } from '../ids.ts';
import type { Currency } from '../money.ts';
import { asMonth } from '../month.ts';
import type { Source } from './funding-sources.ts';
import { idTable } from './id-table.ts';
import type { KnownThings } from './known-things.ts';
import { planWallets } from './plan-wallets.ts';
import { shardSums } from './shard-sums.ts';
import { shardTerms } from './shard-terms.ts';

const month = asMonth('2026-11');
const terms = shardTerms({ month, secret: Buffer.alloc(32, 1), feeBasisPoints: 500, ledgerPosition: 99n }, 7);
const ada = idKey(newId<UserId>());
const maker = idKey(newId<UserId>());
const others = idKey(newId<UserId>());

const source = (
  leftMicros: bigint,
  day: string,
  holdDays = 7,
  position = 7n,
): Source & { currency: Currency } => ({
  chargeKey: idKey(newId<ChargeId>()),
  position,
  leftMicros,
  chargedAt: new Date(`${day}T12:00:00Z`),
  holdDays,
  currency: 'EUR',
});

type KnownThing = {
  readonly key: IdKey;
  readonly creator: IdKey;
  readonly beneficiaries: readonly IdKey[];
  readonly basisPoints: readonly number[];
};

const thing = (over: Partial<KnownThing> = {}): KnownThing => ({
  key: idKey(newId<ThingId>()),
  creator: maker,
  beneficiaries: [over.creator ?? maker],
  basisPoints: [10_000],
  ...over,
});

/** What is known of these things, which have the numbers 0 and up. */
const knownOf = (all: readonly KnownThing[]): KnownThings => {
  const [things, people] = [idTable(), idTable()];
  const numbers = (keys: readonly IdKey[]) => keys.map((key) => people.add(key));
  for (const { key } of all) things.add(key);
  const creators = numbers(all.map(({ creator }) => creator));
  const splits = all.map(({ beneficiaries, basisPoints }) =>
    beneficiaries.length > 1 ? { beneficiaries: numbers(beneficiaries), basisPoints } : undefined,
  );
  return {
    things,
    people,
    creatorOf: (number) => creators[number] ?? -1,
    splitOf: (number) => splits[number],
    learn: async () => {},
  };
};

type Case = {
  readonly budget?: bigint;
  readonly budgetIn?: Currency;
  readonly cap?: bigint;
  readonly sources?: readonly (Source & { currency: Currency })[];
  readonly flattrs?: readonly KnownThing[];
  /** As many as flattrs; all 1 where they are absent. */
  readonly weights?: readonly number[];
};

/** Plans ada's wallets, which hold what her sources have left, and gives what came out of them. */
const plan = ({ budget = 5_000_000n, budgetIn = 'EUR', cap, sources, flattrs, weights }: Case) => {
  const from = sources ?? [source(9_000_000n, '2026-11-02')];
  const held = Map.groupBy(from, ({ currency }) => currency);
  const wallets = [...held].map(([currency, charges]) => ({
    accountId: 1n,
    currency,
    micros: charges.reduce((sum, { leftMicros }) => sum + leftMicros, 0n),
    sources: charges,
  }));
  const given = flattrs ?? [thing()];
  const known = knownOf(given);
  const budgetFact = { currency: budgetIn, micros: budget, maxPerFlattrMicros: cap };
  const sums = shardSums(known);
  const planned = planWallets(
    { supporter: ada, things: given.map((_, number) => number), weights: weights ?? given.map(() => 1) },
    { budget: budgetFact, nextBudget: undefined, wallets },
    known,
    sums,
    terms,
  );
  return { wallets: planned, sums: sums.toBuckets(1) };
};

describe("a supporter's month", () => {
  it('spends the budget, or what the wallet holds, or what the cap allows, whatever is least', () => {
    expect(plan({}).wallets).toMatchObject([{ spentMicros: 5_000_000n, feeMicros: 250_000n }]);
    const poor = plan({ sources: [source(1_000_000n, '2026-11-02')] });
    expect(poor.wallets).toMatchObject([{ spentMicros: 1_000_000n, feeMicros: 50_000n }]);
    const capped = plan({ cap: 400_000n, flattrs: [thing(), thing()] });
    expect(capped.wallets).toMatchObject([{ spentMicros: 800_000n, feeMicros: 40_000n, flattrs: 2 }]);
  });

  it('drops what the supporter made or has a part in, and spends nothing if that was all', () => {
    const own = thing({ creator: ada });
    const part = thing({ beneficiaries: [others, ada], basisPoints: [9_999, 1] });
    expect(plan({ flattrs: [own, part] })).toMatchObject({
      wallets: [{ spentMicros: 0n, flattrs: 0, drawn: [], availableOn: undefined }],
      sums: [],
    });
    expect(plan({ flattrs: [own, part, thing()], weights: [2, 3, 4] }).wallets).toMatchObject([
      { spentMicros: 5_000_000n, flattrs: 1, weights: 4 },
    ]);
  });

  it('divides by the weights, and gives a micro left over to the smallest rank among things', () => {
    // Another eight things each time: no order but that of the ranks is right so often.
    for (let draw = 0; draw < 8; draw++) {
      const flattrs = Array.from({ length: 8 }, () => thing());
      // What the fee leaves is 9,500,004: 8 times 1,187,500, and 4 more.
      const sources = [source(10_000_004n, '2026-11-02')];
      const { wallets, sums } = plan({ budget: 10_000_004n, sources, flattrs });
      expect(wallets).toMatchObject([{ feeMicros: 500_000n, flattrs: 8, weights: 8 }]);
      const ties = terms.tiesOf(ada);
      const ranks = flattrs.map(({ key }) => ties.ofThing(key));
      const ranked = [...ranks].sort();
      const records = sums[0]?.things ?? Buffer.alloc(0);
      expect(flattrs.map((_, nth) => records.readBigInt64BE(44 * nth + 32))).toEqual(
        ranks.map((rank) => (ranked.indexOf(rank) < 4 ? 1_187_501n : 1_187_500n)),
      );
    }
    const weighted = plan({ flattrs: [thing(), thing()], weights: [2, 3] });
    expect(weighted.wallets).toMatchObject([{ flattrs: 2, weights: 5 }]);
    const shares = weighted.sums[0]?.things ?? Buffer.alloc(0);
    expect([shares.readBigInt64BE(32), shares.readBigInt64BE(44 + 32)]).toEqual([1_900_000n, 2_850_000n]);
  });

  it('is nothing for who flattrs without a budget and a wallet, or with an empty wallet', () => {
    const known = knownOf([thing()]);
    const given = { supporter: ada, things: [0], weights: [1] };
    const sums = shardSums(known);
    expect(planWallets(given, undefined, known, sums, terms)).toEqual([]);
    const held = [{ accountId: 1n, currency: 'EUR', micros: 5n, sources: [] }] as const;
    const without = { budget: undefined, nextBudget: undefined, wallets: held };
    expect(planWallets(given, without, known, sums, terms)).toMatchObject([
      { budgetMicros: 0n, spentMicros: 0n, flattrs: 0 },
    ]);
    expect(sums.toBuckets(1)).toEqual([]);
    expect(plan({ sources: [] })).toMatchObject({
      wallets: [{ spentMicros: 0n, sourcesFrom: 100n }],
      sums: [],
    });
  });

  it('keeps a wallet in another currency than the budget, and has an empty one where the budget is', () => {
    const { wallets } = plan({ budgetIn: 'USD' });
    expect(wallets).toMatchObject([
      { currency: 'EUR', budgetMicros: 0n, walletMicros: 9_000_000n, spentMicros: 0n },
      { currency: 'USD', budgetMicros: 5_000_000n, walletMicros: 0n, spentMicros: 0n, accountId: undefined },
    ]);
  });

  it('draws from the oldest charge first and waits for the longest hold among those it drew from', () => {
    const old = source(2_000_000n, '2026-10-05', 30);
    const young = source(7_000_000n, '2026-11-28', 30);
    const [wallet] = plan({ sources: [young, old] }).wallets;
    expect(wallet?.drawn).toEqual([
      { source: old, micros: 2_000_000n },
      { source: young, micros: 3_000_000n },
    ]);
    expect(wallet?.availableOn).toBe('2026-12-29');
  });

  it('tells from which position on something is left, and where nothing is, from after the cut', () => {
    const old = source(2_000_000n, '2026-10-05', 30, 3n);
    const young = source(7_000_000n, '2026-11-28', 30, 5n);
    expect(plan({ sources: [young, old], flattrs: [] }).wallets[0]?.sourcesFrom).toBe(3n);
    expect(plan({ sources: [old, young], flattrs: [] }).wallets[0]?.sourcesFrom).toBe(3n);
    expect(plan({ sources: [young, old] }).wallets[0]?.sourcesFrom).toBe(5n);
    expect(plan({ sources: [young, old], budget: 9_000_000n }).wallets[0]?.sourcesFrom).toBe(100n);
  });

  it('frees nothing before the days of challenge are over', () => {
    expect(plan({}).wallets[0]?.availableOn).toBe('2026-12-08');
  });

  it('gives each beneficiary of a split a sum of its own, which add up to the share', () => {
    const shared = thing({ beneficiaries: [maker, others], basisPoints: [7_000, 3_000] });
    const { sums } = plan({ flattrs: [shared] });
    const records = sums[0]?.things ?? Buffer.alloc(0);
    expect(records.readBigInt64BE(32)).toBe(3_325_000n);
    expect(records.readBigInt64BE(44 + 32)).toBe(1_425_000n);
  });

  it('draws from the charges of its own currency alone, and has an empty wallet without any', () => {
    const dollars = { ...source(4_000_000n, '2026-10-01'), currency: 'USD' } as const;
    const euros = source(4_000_000n, '2026-11-02');
    const { wallets } = plan({ budget: 3_000_000n, sources: [dollars, euros] });
    expect(wallets).toMatchObject([
      { currency: 'USD', spentMicros: 0n, drawn: [] },
      { currency: 'EUR', spentMicros: 3_000_000n, drawn: [{ source: euros, micros: 3_000_000n }] },
    ]);
    expect(plan({ sources: [] }).wallets).toMatchObject([
      { currency: 'EUR', walletMicros: 0n, spentMicros: 0n, accountId: undefined, flattrs: 1 },
    ]);
    expect(plan({ sources: [], flattrs: [] }).wallets).toEqual([]);
  });

  it('gives a micro left over within a split to the smaller rank', () => {
    const flattrs = Array.from({ length: 16 }, () =>
      thing({ beneficiaries: [maker, others], basisPoints: [5_000, 5_000] }),
    );
    const { sums } = plan({ budget: 16_000_016n, sources: [source(16_842_121n, '2026-11-02')], flattrs });
    const ties = terms.tiesOf(ada);
    const records = sums[0]?.things ?? Buffer.alloc(0);
    for (const [nth, { key }] of flattrs.entries()) {
      const at = nth * 88;
      const [one, other] = [records.readBigInt64BE(at + 32), records.readBigInt64BE(at + 44 + 32)];
      if ((one + other) % 2n === 0n) continue;
      const first = ties.ofBeneficiary(key, maker) < ties.ofBeneficiary(key, others);
      expect(one - other).toBe(first ? 1n : -1n);
    }
  });

  it('accounts for the whole wallet: shares, fee and what is kept', () => {
    const sum = (amounts: readonly bigint[]) => amounts.reduce((total, micros) => total + micros, 0n);
    fc.assert(
      fc.property(
        fc.bigInt(1n, 10n ** 9n),
        fc.bigInt(2_000_000n, 10n ** 9n),
        fc.integer({ min: 0, max: 30 }),
        (held, budget, count) => {
          const flattrs = Array.from({ length: count }, () => thing());
          const { wallets, sums } = plan({ budget, sources: [source(held, '2026-11-02')], flattrs });
          const [wallet] = wallets;
          const records = sums[0]?.things ?? Buffer.alloc(0);
          const shares = Array.from({ length: records.length / 44 }, (_, at) =>
            records.readBigInt64BE(at * 44 + 32),
          );
          expect(sum(shares) + (wallet?.feeMicros ?? 0n)).toBe(wallet?.spentMicros);
          expect(sum(wallet?.drawn.map((part) => part.micros) ?? [])).toBe(wallet?.spentMicros);
        },
      ),
    );
  });
});
