import type { Currency } from '../money.ts';
import type { Day } from '../month.ts';
import type { KnownThings } from './known-things.ts';
import { type PairSums, pairSums } from './pair-sums.ts';
import { type BucketSums, recordBuffers, writeCreator, writeThing } from './sum-records.ts';

/** What the supporters of one shard gave. */
export type ShardSums = {
  /** Adds a share of a thing, or one part of it, which its beneficiary may have from a day on. */
  add(currency: Currency, thing: number, beneficiary: number, day: Day, micros: bigint): void;
  toBuckets(buckets: number): readonly BucketSums[];
};

/** Sums of one shard: per thing and beneficiary, and per beneficiary and day of availability. */
export const shardSums = (known: KnownThings): ShardSums => {
  type Sums = { readonly things: PairSums; readonly creators: PairSums };
  const currencies = new Map<Currency, Sums>();
  const days: Day[] = [];
  const dayNumbers = new Map<Day, number>();
  const numberOf = (day: Day): number => {
    const seen = dayNumbers.get(day);
    if (seen !== undefined) return seen;
    dayNumbers.set(day, days.length);
    return days.push(day) - 1;
  };
  const bucketsOf = (currency: Currency, sums: Sums, buckets: number): readonly BucketSums[] => {
    const things = recordBuffers(buckets, 'thing');
    sums.things.forEach((thing, beneficiary, micros, flattrs) => {
      const { into, at } = things.next(known.things, thing);
      writeThing(into, at, known, { thing, beneficiary, micros, flattrs });
    });
    const creators = recordBuffers(buckets, 'creator');
    sums.creators.forEach((beneficiary, day, micros) => {
      const { into, at } = creators.next(known.people, beneficiary);
      writeCreator(into, at, known, { beneficiary, day: days[day] ?? ('' as Day), micros });
    });
    return things.filled().map((records, index) => ({
      bucket: index + 1,
      currency,
      things: records,
      creators: creators.filled()[index] ?? Buffer.alloc(0),
    }));
  };
  return {
    add: (currency, thing, beneficiary, day, micros) => {
      let sums = currencies.get(currency);
      if (!sums) {
        sums = { things: pairSums(), creators: pairSums() };
        currencies.set(currency, sums);
      }
      sums.things.add(thing, beneficiary, micros);
      if (micros > 0n) sums.creators.add(beneficiary, numberOf(day), micros);
    },
    toBuckets: (buckets) =>
      [...currencies]
        .flatMap(([currency, sums]) => bucketsOf(currency, sums, buckets))
        .filter(({ things, creators }) => things.length + creators.length > 0),
  };
};
