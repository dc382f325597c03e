import type { Reader } from '@flattr/database';
import type { UserId } from '../ids.ts';
import type { Month } from '../month.ts';

/** How many flattrs the things of these users got in a month, as they were gathered; of things that are theirs now. */
export const countReceivedFlattrs = async (
  reader: Reader,
  month: Month,
  userIds: readonly UserId[],
): Promise<ReadonlyMap<UserId, number>> => {
  const { rows } = await reader.query<{ id: UserId; flattrs: number }>(
    `SELECT t.creator_id AS id, sum(c.flattrs)::int AS flattrs
     FROM things t JOIN thing_counts c ON c.thing_id = t.id AND c.month = $1
     WHERE t.creator_id = ANY ($2::uuid[]) GROUP BY t.creator_id`,
    [month, userIds],
  );
  return new Map(rows.map(({ id, flattrs }) => [id, flattrs]));
};
