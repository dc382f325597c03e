import type { Reader } from '@flattr/database';
import type { ThingId, UserId } from '../ids.ts';
import type { Month } from '../month.ts';
import { readSplits } from '../splits/read-splits.ts';
import type { FlattrFact } from './plan-settlement.ts';

export type GivenFlattr = FlattrFact & { readonly flattredAt: Date };

type Row = { thing_id: ThingId; creator_id: UserId; weight: number; flattred_at: Date };

/** A supporter's flattrs of a month, newest first, each with who receives what its thing is given in that month. */
export const readGiven = async (
  reader: Reader,
  supporterId: UserId,
  month: Month,
): Promise<readonly GivenFlattr[]> => {
  const { rows } = await reader.query<Row>(
    `SELECT f.thing_id, receiver_of($1, t.id, t.creator_id, t.creator_from) AS creator_id, f.weight, f.flattred_at FROM flattrs f JOIN things t ON t.id = f.thing_id
     WHERE f.month = $1 AND f.supporter_id = $2 ORDER BY f.flattred_at DESC, f.thing_id`,
    [month, supporterId],
  );
  const thingIds = rows.map((row) => row.thing_id);
  const splits = await readSplits(reader, month, thingIds);
  return rows.map((row) => ({
    thingId: row.thing_id,
    creatorId: row.creator_id,
    weight: row.weight,
    flattredAt: row.flattred_at,
    parts: splits.get(row.thing_id),
  }));
};
