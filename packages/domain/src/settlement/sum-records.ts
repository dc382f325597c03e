import type { Currency } from '../money.ts';
import type { Day } from '../month.ts';
import { copyId, idBytes, viewOf } from './id-bytes.ts';
import type { IdTable } from './id-table.ts';
import type { PairSums } from './pair-sums.ts';

/** The sums of one bucket, as `shard_sums` keeps them. */
export type BucketSums = {
  readonly bucket: number;
  readonly currency: Currency;
  readonly things: Buffer;
  readonly creators: Buffer;
};

/** Things and people, which go by numbers. */
export type Known = { readonly things: IdTable; readonly people: IdTable };

/** Days of availability by number. */
export type DayTable = { numberOf(day: Day): number; day(number: number): Day };

export const dayTable = (): DayTable => {
  const days: Day[] = [];
  const numbers = new Map<Day, number>();
  return {
    numberOf: (day) => {
      const seen = numbers.get(day);
      if (seen !== undefined) return seen;
      numbers.set(day, days.length);
      return days.push(day) - 1;
    },
    day: (number) => days[number] ?? ('' as Day),
  };
};

/** Thing id 16, beneficiary id 16, micros 8, flattrs 4. */
const thingBytes = 44;
/** Beneficiary id 16, day 10, micros 8. */
const creatorBytes = 34;

/** Sums per thing and beneficiary, as records of each bucket. */
export const thingRecords = (sums: PairSums, { things, people }: Known, buckets: number): readonly Buffer[] =>
  inBuckets(sums, things, buckets, thingBytes, ({ view }, at, pair) => {
    copyId(things.view, sums.oneOf(pair) * idBytes, view, at);
    copyId(people.view, sums.otherOf(pair) * idBytes, view, at + 16);
    view.setBigInt64(at + 32, sums.microsOf(pair));
    view.setInt32(at + 40, sums.countOf(pair));
  });

/** Sums per beneficiary and day, as records of each bucket. */
export const creatorRecords = (
  sums: PairSums,
  { people }: Known,
  days: DayTable,
  buckets: number,
): readonly Buffer[] =>
  inBuckets(sums, people, buckets, creatorBytes, ({ bytes, view }, at, pair) => {
    copyId(people.view, sums.oneOf(pair) * idBytes, view, at);
    bytes.write(days.day(sums.otherOf(pair)), at + 16, 'latin1');
    view.setBigInt64(at + 26, sums.microsOf(pair));
  });

type Room = { readonly bytes: Buffer; readonly view: DataView };

const inBuckets = (
  sums: PairSums,
  ids: IdTable,
  buckets: number,
  size: number,
  write: (into: Room, at: number, pair: number) => void,
): readonly Buffer[] => {
  const bucketOfPair = new Uint16Array(sums.size);
  const sizes = new Int32Array(buckets);
  for (let pair = 0; pair < sums.size; pair++) {
    const bucket = bucketOf(ids, sums.oneOf(pair), buckets);
    bucketOfPair[pair] = bucket;
    sizes[bucket] = (sizes[bucket] ?? 0) + size;
  }
  const rooms = Array.from(sizes, (length) => {
    const bytes = Buffer.allocUnsafe(length);
    return { bytes, view: viewOf(bytes) };
  });
  const ends = new Int32Array(buckets);
  for (let pair = 0; pair < sums.size; pair++) {
    const bucket = bucketOfPair[pair] ?? 0;
    const [room, at] = [rooms[bucket], ends[bucket] ?? 0];
    if (room) write(room, at, pair);
    ends[bucket] = at + size;
  }
  return rooms.map(({ bytes }) => bytes);
};

/** Where the last bits of an id, which are random in a UUID, put its sums. */
const bucketOf = ({ view }: IdTable, number: number, buckets: number): number =>
  view.getUint16((number + 1) * idBytes - 2) % buckets;

/** Adds records of things to the sums of a bucket. */
export const addThings = (sums: PairSums, { things, people }: Known, records: Buffer): void => {
  const view = viewOf(records);
  for (let at = 0; at < records.length; at += thingBytes) {
    const [thing, beneficiary] = [things.addAt(view, at), people.addAt(view, at + 16)];
    sums.add(thing, beneficiary, view.getBigInt64(at + 32), view.getInt32(at + 40));
  }
};

/** Adds records of beneficiaries to the sums of a bucket. */
export const addCreators = (sums: PairSums, { people }: Known, days: DayTable, records: Buffer): void => {
  const view = viewOf(records);
  for (let at = 0; at < records.length; at += creatorBytes) {
    const day = days.numberOf(records.toString('latin1', at + 16, at + 26) as Day);
    sums.add(people.addAt(view, at), day, view.getBigInt64(at + 26));
  }
};
