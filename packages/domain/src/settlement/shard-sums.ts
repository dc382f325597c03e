import { idKey, nobody } from '../ids.ts';
import type { Currency } from '../money.ts';
import type { Day } from '../month.ts';
import { type PairSums, pairSums } from './pair-sums.ts';
import { type BucketSums, creatorRecords, dayTable, type Known, thingRecords } from './sum-records.ts';

/** Adds a share of a thing, or one part of it. */
export type AddShare = (thing: number, beneficiary: number, micros: bigint) => void;

/** What the supporters of one shard gave. */
export type ShardSums = {
  /** What adds shares in a currency that their beneficiaries may have from a day on. */
  adding(currency: Currency, day: Day): AddShare;
  toBuckets(buckets: number): readonly BucketSums[];
};

/** Sums of one shard: per thing and beneficiary, and per beneficiary and day of availability. */
export const shardSums = (known: Known): ShardSums => {
  type Sums = {
    readonly things: PairSums;
    readonly creators: PairSums;
    readonly adding: Map<Day, AddShare>;
  };
  const currencies = new Map<Currency, Sums>();
  const days = dayTable();
  const nobodyNumber = known.people.add(idKey(nobody));
  const sumsOf = (currency: Currency): Sums => {
    const sums = currencies.get(currency) ?? { things: pairSums(), creators: pairSums(), adding: new Map() };
    currencies.set(currency, sums);
    return sums;
  };
  return {
    adding: (currency, day) => {
      const { things, creators, adding } = sumsOf(currency);
      const known = adding.get(day);
      if (known) return known;
      const number = days.numberOf(day);
      const add: AddShare = (thing, beneficiary, micros) => {
        things.add(thing, beneficiary, micros);
        // What nobody receives waits with its thing, whatever the day.
        if (micros > 0n && beneficiary !== nobodyNumber) creators.add(beneficiary, number, micros);
      };
      adding.set(day, add);
      return add;
    },
    toBuckets: (buckets) =>
      [...currencies].flatMap(([currency, sums]) => {
        const things = thingRecords(sums.things, known, buckets);
        const creators = creatorRecords(sums.creators, known, days, buckets);
        return things
          .map((records, index) => ({
            bucket: index + 1,
            currency,
            things: records,
            creators: creators[index] ?? Buffer.alloc(0),
          }))
          .filter((bucket) => bucket.things.length + bucket.creators.length > 0);
      }),
  };
};
