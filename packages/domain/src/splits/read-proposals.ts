import type { Reader } from '@flattr/database';
import type { SplitId, ThingId, UserId } from '../ids.ts';

/**
 * The last proposal for each of these things, where it concerns this user: an open one concerns who proposed it and whom it
 * names, a declined one who proposed it, until another follows.
 */
export const readProposals = async (
  reader: Reader,
  userId: UserId,
  thingIds: readonly ThingId[],
): Promise<ReadonlyMap<ThingId, SplitId>> => {
  const { rows } = await reader.query<{ thing_id: ThingId; id: SplitId }>(
    `SELECT s.thing_id, s.id FROM (
       SELECT DISTINCT ON (thing_id) * FROM splits WHERE thing_id = ANY ($2::uuid[])
       ORDER BY thing_id, proposed_at DESC, id DESC) s
     WHERE s.from_month IS NULL AND CASE WHEN s.ended_at IS NOT NULL THEN s.proposed_by = $1 AND s.ended_by <> $1
       ELSE s.proposed_by = $1 OR EXISTS (
         SELECT FROM split_parts p WHERE p.split_id = s.id AND p.beneficiary_id = $1) END`,
    [userId, thingIds],
  );
  return new Map(rows.map(({ thing_id, id }) => [thing_id, id]));
};
