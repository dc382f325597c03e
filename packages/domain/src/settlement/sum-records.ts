import { type IdKey, idOfKey, type ThingId, type UserId } from '../ids.ts';
import type { Currency } from '../money.ts';
import type { Day } from '../month.ts';
import type { IdTable } from './id-table.ts';
import type { KnownThings } from './known-things.ts';

/** The sums of one bucket, as `shard_sums` keeps them. */
export type BucketSums = {
  readonly bucket: number;
  readonly currency: Currency;
  readonly things: Buffer;
  readonly creators: Buffer;
};

const idBytes = 16;
/** Thing id 16, beneficiary id 16, micros 8, flattrs 4. */
const thingBytes = 44;
/** Beneficiary id 16, day 10, micros 8. */
const creatorBytes = 34;

/** Where the last bits of an id, which are random in a UUID, put its sums. */
const bucketOf = ({ bytes }: IdTable, number: number, buckets: number): number =>
  bytes.readUInt16BE((number + 1) * idBytes - 2) % buckets;

/** Records of one kind, a growing buffer for each bucket. */
export const recordBuffers = (buckets: number, kind: 'thing' | 'creator') => {
  const size = kind === 'thing' ? thingBytes : creatorBytes;
  const buffers = Array.from({ length: buckets }, () => Buffer.allocUnsafe(64 * size));
  const ends = new Int32Array(buckets);
  return {
    /** Where the next record goes whose first id has this number. */
    next: (ids: IdTable, number: number): { into: Buffer; at: number } => {
      const bucket = bucketOf(ids, number, buckets);
      const at = ends[bucket] ?? 0;
      let into = buffers[bucket] ?? Buffer.alloc(0);
      if (at === into.length) {
        into = Buffer.concat([into], 2 * into.length);
        buffers[bucket] = into;
      }
      ends[bucket] = at + size;
      return { into, at };
    },
    filled: (): readonly Buffer[] => buffers.map((buffer, bucket) => buffer.subarray(0, ends[bucket])),
  };
};

const writeId = (into: Buffer, at: number, { bytes }: IdTable, number: number): void => {
  bytes.copy(into, at, number * idBytes, (number + 1) * idBytes);
};

export const writeThing = (
  into: Buffer,
  at: number,
  { things, people }: KnownThings,
  sum: { thing: number; beneficiary: number; micros: bigint; flattrs: number },
): void => {
  writeId(into, at, things, sum.thing);
  writeId(into, at + 16, people, sum.beneficiary);
  into.writeBigInt64BE(sum.micros, at + 32);
  into.writeInt32BE(sum.flattrs, at + 40);
};

export const writeCreator = (
  into: Buffer,
  at: number,
  { people }: KnownThings,
  sum: { beneficiary: number; day: Day; micros: bigint },
): void => {
  writeId(into, at, people, sum.beneficiary);
  into.write(sum.day, at + 16, 'latin1');
  into.writeBigInt64BE(sum.micros, at + 26);
};

export type ThingSum = {
  readonly thingId: ThingId;
  readonly beneficiaryId: UserId;
  micros: bigint;
  flattrs: number;
};

export type CreatorSum = { readonly beneficiaryId: UserId; readonly day: Day; micros: bigint };

const idAt = <Id extends UserId | ThingId>(key: string, at: number): Id =>
  idOfKey<Id>(key.slice(at, at + idBytes) as IdKey);

/** Adds records of things to the sums of a bucket. */
export const addThings = (sums: Map<string, ThingSum>, records: Buffer): void => {
  for (let at = 0; at < records.length; at += thingBytes) {
    const key = records.toString('latin1', at, at + 32);
    const micros = records.readBigInt64BE(at + 32);
    const flattrs = records.readInt32BE(at + 40);
    const sum = sums.get(key);
    if (sum) {
      sum.micros += micros;
      sum.flattrs += flattrs;
    } else {
      sums.set(key, { thingId: idAt(key, 0), beneficiaryId: idAt(key, idBytes), micros, flattrs });
    }
  }
};

/** Adds records of beneficiaries to the sums of a bucket. */
export const addCreators = (sums: Map<string, CreatorSum>, records: Buffer): void => {
  for (let at = 0; at < records.length; at += creatorBytes) {
    const key = records.toString('latin1', at, at + 26);
    const micros = records.readBigInt64BE(at + 26);
    const sum = sums.get(key);
    if (sum) sum.micros += micros;
    else sums.set(key, { beneficiaryId: idAt(key, 0), day: key.slice(idBytes) as Day, micros });
  }
};
