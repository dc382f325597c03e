import type { Sql } from '@flattr/database';
import { newId, type SplitId, type ThingId, type UserId } from '../ids.ts';
import type { Month } from '../month.ts';
import { readSplits } from '../splits/read-splits.ts';
import type { Part } from '../splits/split-parts.ts';
import { whoStays } from './who-stays.ts';

/**
 * Takes somebody who leaves out of all splits, from the open month on: their part goes to those who stay, and where nobody
 * stays the split is dissolved. Proposals that are open on these things, or that are theirs or name them, end.
 */
export const leaveSplits = async (sql: Sql, userId: UserId, open: Month): Promise<void> => {
  const things = await holdThings(sql, userId, open);
  await sql.query(
    `UPDATE splits SET ended_at = flattr_now(), ended_by = $1 WHERE from_month IS NULL AND ended_at IS NULL AND (
       proposed_by = $1 OR thing_id = ANY ($2::uuid[])
       OR id IN (SELECT split_id FROM split_parts WHERE beneficiary_id = $1))`,
    [userId, things],
  );
  const splits = await readSplits(sql, open, things);
  for (const thingId of things)
    await replaceSplit(sql, userId, thingId, open, whoStays(splits.get(thingId) ?? [], userId));
};

/** The things of which they have a part this month, held. */
const holdThings = async (sql: Sql, userId: UserId, open: Month): Promise<readonly ThingId[]> => {
  const { rows } = await sql.query<{ id: ThingId }>(
    `SELECT id FROM things WHERE id IN (
       SELECT s.thing_id FROM split_parts p JOIN splits s ON s.id = p.split_id
       WHERE p.beneficiary_id = $1 AND s.from_month IS NOT NULL AND split_in_force(s.thing_id, $2) = s.id
     ) ORDER BY id FOR NO KEY UPDATE`,
    [userId, open],
  );
  return rows.map(({ id }) => id);
};

const replaceSplit = async (
  sql: Sql,
  userId: UserId,
  thingId: ThingId,
  open: Month,
  parts: readonly Part[],
): Promise<void> => {
  const id = newId<SplitId>();
  await sql.query('INSERT INTO splits (id, thing_id, proposed_by, dissolves) VALUES ($1, $2, $3, $4)', [
    id,
    thingId,
    userId,
    parts.length === 0,
  ]);
  await sql.query(
    `INSERT INTO split_parts (split_id, beneficiary_id, basis_points, accepted_at)
     SELECT $1, beneficiary_id, basis_points, flattr_now() FROM unnest($2::uuid[], $3::int[]) AS new (beneficiary_id, basis_points)`,
    [id, parts.map(({ beneficiaryId }) => beneficiaryId), parts.map(({ basisPoints }) => basisPoints)],
  );
  await sql.query('UPDATE splits SET from_month = $2, in_force_at = flattr_now() WHERE id = $1', [id, open]);
};
