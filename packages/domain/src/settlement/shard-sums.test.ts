import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { idKey, newId, type ThingId, type UserId } from '../ids.ts';
import type { Currency } from '../money.ts';
import type { Day } from '../month.ts';
import { idTable } from './id-table.ts';
import type { KnownThings } from './known-things.ts';
import { type PairSums, pairSums } from './pair-sums.ts';
import { shardSums } from './shard-sums.ts';
import { addCreators, addThings, dayTable } from './sum-records.ts';

/** People of whom the last ones have created the things of the same number. */
const knownOf = (things: number, people: number): KnownThings => {
  const known = { things: idTable(), people: idTable() };
  for (let number = 0; number < things; number++) known.things.add(idKey(newId<ThingId>()));
  for (let number = 0; number < people; number++) known.people.add(idKey(newId<UserId>()));
  return { ...known, creatorOf: () => -1, splitOf: () => undefined, learn: async () => {} };
};

type Gift = {
  readonly currency: Currency;
  readonly thing: number;
  readonly beneficiary: number;
  readonly day: Day;
  readonly micros: bigint;
};

const days = ['2026-12-08', '2026-12-16', '2026-12-29'] as Day[];

const anyGift = (things: number, people: number): fc.Arbitrary<Gift> =>
  fc.record({
    currency: fc.constantFrom<Currency>('EUR', 'USD'),
    thing: fc.nat({ max: things - 1 }),
    beneficiary: fc.nat({ max: people - 1 }),
    day: fc.constantFrom(...days),
    micros: fc.oneof(fc.constant(0n), fc.bigInt(0n, 10n ** 12n)),
  });

/** Adds the gifts of each shard, writes them as records of so many buckets, and reads these back, bucket by bucket. */
const roundTrip = (known: KnownThings, shards: readonly (readonly Gift[])[], buckets: number) => {
  const totals = () => ({
    known: { things: idTable(), people: idTable() },
    days: dayTable(),
    things: pairSums(),
    creators: pairSums(),
  });
  const read = new Map<string, ReturnType<typeof totals>>();
  for (const gifts of shards) {
    const sums = shardSums(known);
    for (const { currency, thing, beneficiary, day, micros } of gifts)
      sums.adding(currency, day)(thing, beneficiary, micros);
    for (const { bucket, currency, things, creators } of sums.toBuckets(buckets)) {
      expect(bucket >= 1 && bucket <= buckets).toBe(true);
      expect(things.length + creators.length).toBeGreaterThan(0);
      const into = read.get(`${bucket} ${currency}`) ?? totals();
      read.set(`${bucket} ${currency}`, into);
      addThings(into.things, into.known, things);
      addCreators(into.creators, into.known, into.days, creators);
    }
  }
  return [...read]
    .flatMap(([key, { known: its, days: itsDays, things, creators }]) => {
      const currency = key.split(' ')[1];
      return [
        ...pairsOf(things).map(
          (pair) =>
            `${currency} ${its.things.text(things.oneOf(pair))} ${its.people.text(things.otherOf(pair))} ` +
            `${things.microsOf(pair)} in ${things.countOf(pair)}`,
        ),
        ...pairsOf(creators).map(
          (pair) =>
            `${currency} ${its.people.text(creators.oneOf(pair))} ${itsDays.day(creators.otherOf(pair))} ` +
            `${creators.microsOf(pair)}`,
        ),
      ];
    })
    .sort();
};

const pairsOf = ({ size }: PairSums): readonly number[] => Array.from({ length: size }, (_, pair) => pair);

/** The same sums, as simply as can be; a creator of nothing but 0 micros has none. */
const naive = ({ things, people }: KnownThings, gifts: readonly Gift[]): readonly string[] => {
  const sums = new Map<string, { micros: bigint; count: number }>();
  const add = (key: string, micros: bigint) => {
    const { micros: before, count } = sums.get(key) ?? { micros: 0n, count: 0 };
    sums.set(key, { micros: before + micros, count: count + 1 });
  };
  for (const { currency, thing, beneficiary, day, micros } of gifts) {
    add(`${currency} ${things.text(thing)} ${people.text(beneficiary)}`, micros);
    if (micros > 0n) add(`${currency} ${people.text(beneficiary)} ${day}`, micros);
  }
  return [...sums]
    .map(
      ([key, { micros, count }]) =>
        `${key} ${micros}${/\d-\d\d$/.test(key) && key.length < 60 ? '' : ` in ${count}`}`,
    )
    .sort();
};

describe('what a shard gave, written as records and read back', () => {
  it.each([1, 7])('in %i buckets is what was given, over all shards', (buckets) => {
    const known = knownOf(40, 12);
    fc.assert(
      fc.property(
        fc.array(fc.array(anyGift(40, 12), { maxLength: 40 }), { minLength: 1, maxLength: 3 }),
        (shards) => {
          expect(roundTrip(known, shards, buckets)).toEqual(naive(known, shards.flat()));
        },
      ),
    );
  });

  it.each([1, 7])('in %i buckets outgrows the room that was there at first', (buckets) => {
    const known = knownOf(3_000, 1_500);
    const gifts = Array.from({ length: 6_000 }, (_, nth) => ({
      currency: 'EUR' as const,
      thing: nth % 3_000,
      beneficiary: nth % 1_500,
      day: days[nth % 3] ?? ('' as Day),
      micros: BigInt(nth),
    }));
    expect(roundTrip(known, [gifts], buckets)).toEqual(naive(known, gifts));
  });

  it('goes to one bucket for one thing, and to one for one beneficiary, whichever shard wrote it', () => {
    const known = knownOf(50, 50);
    const bucketOf = (thing: number, beneficiary: number) => {
      const sums = shardSums(known);
      sums.adding('EUR', days[0] ?? ('' as Day))(thing, beneficiary, 5n);
      const buckets = sums.toBuckets(7);
      const [of] = buckets.filter(({ things }) => things.length > 0);
      const [its] = buckets.filter(({ creators }) => creators.length > 0);
      return [of?.bucket, its?.bucket];
    };
    const ofThings = Array.from({ length: 50 }, (_, thing) => bucketOf(thing, 0)[0]);
    expect(ofThings).toEqual(Array.from({ length: 50 }, (_, thing) => bucketOf(thing, 1)[0]));
    const ofPeople = Array.from({ length: 50 }, (_, person) => bucketOf(0, person)[1]);
    expect(ofPeople).toEqual(Array.from({ length: 50 }, (_, person) => bucketOf(1, person)[1]));
    expect(new Set([...ofThings, ...ofPeople]).size).toBe(7);
  });
});
