import type { Reader, Sql } from '@flattr/database';
import { copyRows } from '@flattr/database/copy-rows';
import pg from 'pg';
import { idKey, type ThingId, type UserId } from '../ids.ts';
import type { Month } from '../month.ts';
import { readSplits } from '../splits/read-splits.ts';
import { type IdTable, idTable } from './id-table.ts';
import type { Rest } from './pacing.ts';

/** The split of a thing: beneficiaries by their numbers, and as many basis points, 10,000 together. */
export type KnownSplit = {
  readonly beneficiaries: readonly number[];
  readonly basisPoints: readonly number[];
};

/** Who receives what things are given, as the cut found it; things and people go by numbers. */
export type KnownThings = {
  readonly things: IdTable;
  readonly people: IdTable;
  /** Nobody's number where the thing has no creator yet. */
  creatorOf(thing: number): number;
  /** Absent where the creator receives all. */
  splitOf(thing: number): KnownSplit | undefined;
  /** Reads the things that were added since the last time. */
  learn(): Promise<void>;
};

/** The same before it knows anything. */
export type FreshThings = KnownThings & {
  /** Reads the things that were flattred most as one stream, before any other is added: each shard meets most of them. */
  learnMostFlattred(sql: Sql, rest: Rest): Promise<void>;
};

const mostMax = 250_000;

/** So many things are asked for at once: the rows of an answer are all in memory. */
const portion = 5_000;

/** Things and people by number: what receives a thing's shares is closed with the month, and is read once. */
export const knownThings = (reader: Reader, month: Month): FreshThings => {
  const things = idTable();
  const people = idTable();
  const splits = new Map<number, KnownSplit>();
  let creators = new Int32Array(1024);
  let learnt = 0;
  const person = (id: UserId): number => people.add(idKey(id));
  const addPart = (thing: number, beneficiary: number, points: number): void => {
    const { beneficiaries, basisPoints } = splits.get(thing) ?? { beneficiaries: [], basisPoints: [] };
    splits.set(thing, {
      beneficiaries: [...beneficiaries, beneficiary],
      basisPoints: [...basisPoints, points],
    });
  };
  const learnSome = async (until: number): Promise<void> => {
    const ids = Array.from({ length: until - learnt }, (_, nth) => things.text(learnt + nth) as ThingId);
    const receivers = await readReceivers(reader, month, ids);
    const shared = await readSplits(reader, month, ids);
    for (const [nth, id] of ids.entries()) {
      const receiver = receivers.get(id);
      if (!receiver) throw new Error(`a flattr of the thing ${id}, which does not exist`);
      creators[learnt + nth] = person(receiver);
      const parts = shared.get(id);
      if (parts)
        splits.set(learnt + nth, {
          beneficiaries: parts.map(({ beneficiaryId }) => person(beneficiaryId)),
          basisPoints: parts.map(({ basisPoints }) => basisPoints),
        });
    }
    learnt = until;
  };
  return {
    things,
    people,
    creatorOf: (thing) => creators[thing] ?? -1,
    splitOf: (thing) => (splits.size > 0 ? splits.get(thing) : undefined),
    learnMostFlattred: async (sql, rest) => {
      await copyRows(
        sql,
        mostFlattred(month),
        (row) => {
          const thing = things.addAt(row.view, row.at(0));
          creators = grown(creators, things.size);
          creators[thing] = people.addAt(row.view, row.at(1));
          if (row.at(2) >= 0) addPart(thing, people.addAt(row.view, row.at(2)), row.int(3));
        },
        rest,
      );
      learnt = things.size;
    },
    learn: async () => {
      creators = grown(creators, things.size);
      while (learnt < things.size) await learnSome(Math.min(things.size, learnt + portion));
    },
  };
};

const grown = (numbers: Int32Array<ArrayBuffer>, least: number): Int32Array<ArrayBuffer> => {
  if (numbers.length >= least) return numbers;
  const room = new Int32Array(2 * least);
  room.set(numbers);
  return room;
};

/** A row per thing, or one per part of its split; the parts as `readSplits` orders them, since their order decides ties. */
const mostFlattred = (month: Month): string =>
  `SELECT t.id, receiver_of(${pg.escapeLiteral(month)}, t.id, t.creator_id, t.creator_from), p.beneficiary_id, p.basis_points
   FROM (SELECT thing_id FROM thing_counts WHERE month = ${pg.escapeLiteral(month)} AND flattrs > 0
     ORDER BY flattrs DESC, thing_id DESC LIMIT ${mostMax}) AS most
   JOIN things t ON t.id = most.thing_id
   LEFT JOIN LATERAL (
     SELECT id FROM splits WHERE thing_id = t.id AND from_month <= ${pg.escapeLiteral(month)}
     ORDER BY from_month DESC, in_force_at DESC, id DESC LIMIT 1) AS s ON true
   LEFT JOIN split_parts p ON p.split_id = s.id
   ORDER BY t.id, p.basis_points DESC, p.beneficiary_id`;

/** Creators, and nobody for a thing that had none in the month. */
const readReceivers = async (
  reader: Reader,
  month: Month,
  ids: readonly ThingId[],
): Promise<ReadonlyMap<ThingId, UserId>> => {
  const { rows } = await reader.query<{ id: ThingId; receiver: UserId }>(
    'SELECT id, receiver_of($2, id, creator_id, creator_from) AS receiver FROM things WHERE id = ANY ($1::uuid[])',
    [ids, month],
  );
  return new Map(rows.map((row) => [row.id, row.receiver]));
};
