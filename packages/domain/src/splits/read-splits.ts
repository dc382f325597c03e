import type { Reader } from '@flattr/database';
import type { ThingId, UserId } from '../ids.ts';
import type { Month } from '../month.ts';
import type { Part } from './split-parts.ts';

type Row = { thing_id: ThingId; beneficiary_id: UserId; basis_points: number };

/**
 * The parts of the split that is in force for a month, of each of these things that has one, largest first. The creator of
 * any other thing receives all of it.
 */
export const readSplits = async (
  reader: Reader,
  month: Month,
  thingIds: readonly ThingId[],
): Promise<ReadonlyMap<ThingId, readonly Part[]>> => {
  const { rows } = await reader.query<Row>(
    `SELECT s.thing_id, p.beneficiary_id, p.basis_points FROM (
       SELECT DISTINCT ON (thing_id) thing_id, id FROM splits
       WHERE thing_id = ANY ($2::uuid[]) AND from_month <= $1
       ORDER BY thing_id, from_month DESC, in_force_at DESC, id DESC) s
     JOIN split_parts p ON p.split_id = s.id
     ORDER BY s.thing_id, p.basis_points DESC, p.beneficiary_id`,
    [month, thingIds],
  );
  const splits = new Map<ThingId, Part[]>();
  for (const { thing_id, beneficiary_id, basis_points } of rows) {
    const part = { beneficiaryId: beneficiary_id, basisPoints: basis_points };
    const parts = splits.get(thing_id);
    if (parts) parts.push(part);
    else splits.set(thing_id, [part]);
  }
  return splits;
};
