import { asError, askTogether } from '@flattr/database';
import type pg from 'pg';
import type { Month } from '../month.ts';
import type { Platform } from '../platform.ts';
import type { ThingKind } from '../things/thing-input.ts';
import { type ShownRow, type ShownThing, shownColumns, shownThing } from './shown-thing.ts';

export type Ranked = { readonly flattrs: number; readonly thing: ShownThing };

type Ranking = {
  readonly month?: Month | undefined;
  readonly kind?: ThingKind | undefined;
  readonly limit: number;
};

/**
 * The things that most supporters flattred in a month, of one kind or of all, most first; ties by the newer thing. It reads what
 * was gathered: flattrs of the last seconds may be missing. What is in a site whose owner does not take part is left out, and of
 * the open month what was taken off the net; months that are over stay as they were.
 */
export const mostFlattred = ({ pool }: Platform, ranking: Ranking): Promise<readonly Ranked[]> =>
  rank(pool, ranking);

/** Those who ask for the same ranking at the same moment are given the same rows. */
const rank = askTogether(async (pool, rankings: readonly Ranking[]) => {
  const ranked = new Map<string, Promise<readonly Ranked[] | Error>>();
  return Promise.all(
    rankings.map((ranking) => {
      const key = JSON.stringify([ranking.month, ranking.kind, ranking.limit]);
      const rows = ranked.get(key) ?? readRanking(pool, ranking).catch(asError);
      ranked.set(key, rows);
      return rows;
    }),
  );
});

const readRanking = async (pool: pg.Pool, { month, kind, limit }: Ranking): Promise<readonly Ranked[]> => {
  const { rows } = await pool.query<ShownRow & { flattrs: number }>({
    name: `most-flattred-${limit}${kind ? '-of-kind' : ''}`,
    text: rankingOf(limit, kind ? 'AND c.kind = $2' : ''),
    values: kind ? [month, kind] : [month],
  });
  return rows.map((row) => ({ flattrs: row.flattrs, thing: shownThing(row) }));
};

/** Each size of a ranking is a statement of its own: with a `LIMIT` that it does not know, PostgreSQL plans it anew each time. */
const rankingOf = (limit: number, where: string) => `
  SELECT ranked.flattrs, ${shownColumns} FROM (
    SELECT c.thing_id, c.flattrs FROM thing_counts c
    WHERE c.month = (SELECT coalesce($1, month_of(flattr_now()))) AND c.flattrs > 0 ${where}
      AND (NOT EXISTS (SELECT FROM claims WHERE refuses_since IS NOT NULL)
        OR NOT flattrs_refused((SELECT url FROM things WHERE id = c.thing_id)))
      AND (c.month < (SELECT month_of(flattr_now())) OR (SELECT unpublished_at FROM things WHERE id = c.thing_id) IS NULL)
    ORDER BY c.flattrs DESC, c.thing_id DESC LIMIT ${limit}
  ) ranked JOIN things t ON t.id = ranked.thing_id LEFT JOIN users u ON u.id = t.creator_id
  ORDER BY ranked.flattrs DESC, t.id DESC`;
