import type { Reader } from '@flattr/database';
import type { EarnedMonth } from './read-earnings-things.ts';

/** How many things brought somebody something in each of these months. */
export const countEarningsThings = async (
  reader: Reader,
  earned: readonly EarnedMonth[],
): Promise<readonly number[]> => {
  const { rows } = await reader.query<{ things: number }>(
    `SELECT counted.things FROM unnest($1::uuid[], $2::text[], $3::text[]) WITH ORDINALITY AS asked (creator_id, month, currency, place)
     CROSS JOIN LATERAL (
       SELECT count(*)::int AS things FROM thing_sums s
       WHERE s.creator_id = asked.creator_id AND s.month = asked.month AND s.currency = asked.currency) AS counted
     ORDER BY asked.place`,
    [
      earned.map(({ creatorId }) => creatorId),
      earned.map(({ month }) => month),
      earned.map(({ currency }) => currency),
    ],
  );
  return rows.map(({ things }) => things);
};
