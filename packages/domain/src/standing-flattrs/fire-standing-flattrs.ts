import type { Sql } from '@flattr/database';
import type { ThingId } from '../ids.ts';
import type { Month } from '../month.ts';
import type { Platform } from '../platform.ts';
import { inOpenMonth } from '../settlement/in-open-month.ts';

/** About how many standing flattrs one short transaction fires; a supporter's are never parted. */
const chunkSize = 2000;

const beforeAll = '00000000-0000-0000-0000-000000000000';

/**
 * Flattrs, in a month that the clock is in, whatever stands for it: each once, however often this runs and wherever it broke
 * off. Own things are skipped, those of sites whose owner refuses, and those that were taken off the net; a flattr that is there
 * stays as it is, and one that its owner undid does not come back. For a month that is over nothing fires.
 */
export const fireStandingFlattrs = async (platform: Platform, month: Month): Promise<void> => {
  let flattrs = 0;
  for (let after: string | undefined = beforeAll; after !== undefined; ) {
    const chunk: Chunk | undefined = await fireAfter(platform, month, after);
    flattrs += chunk?.flattrs ?? 0;
    for (const thingId of chunk?.thingIds ?? []) platform.live.changed(`thing:${thingId}`);
    after = chunk?.last;
  }
  platform.log.info({ month, flattrs }, 'the standing flattrs of a month were fired');
};

const fireAfter = (platform: Platform, month: Month, after: string): Promise<Chunk | undefined> =>
  inOpenMonth(platform, undefined, async (sql, open) => {
    if (open < month) throw new Error(`the month ${month} has not begun: nothing fires for it yet`);
    return open === month ? fireChunk(sql, month, after) : undefined;
  });

/** The last supporter of a chunk, how many flattrs it made, and of what. */
type Chunk = { readonly last: string; readonly flattrs: number; readonly thingIds: ReadonlySet<ThingId> };

const fireChunk = async (sql: Sql, month: Month, after: string): Promise<Chunk | undefined> => {
  const { rows } = await sql.query<{ last: string }>(
    `SELECT supporter_id AS last FROM (
       SELECT s.supporter_id FROM standing_flattrs s WHERE s.supporter_id > $2 AND ${due}
       ORDER BY s.supporter_id LIMIT $3
     ) AS next ORDER BY supporter_id DESC LIMIT 1`,
    [month, after, chunkSize],
  );
  const last = rows[0]?.last;
  if (last === undefined) return undefined;
  const fired = await sql.query<{ thing_id: ThingId }>(fire, [month, after, last]);
  const thingIds = new Set(fired.rows.map((row) => row.thing_id));
  return { last, flattrs: fired.rows.length, thingIds };
};

const due = `s.stopped_at IS NULL AND s.fired_month < $1 AND (s.last_month IS NULL OR s.last_month >= $1)`;

/** What a supporter has a part in, of a standing flattr `s` of theirs and its thing `t`. */
const own = `t.creator_id IS NOT DISTINCT FROM s.supporter_id OR EXISTS (SELECT FROM split_parts p
    WHERE p.split_id = split_in_force(t.id, $1) AND p.beneficiary_id = s.supporter_id)`;

// Locked in one order, so that two who fire at once wait for each other; who waited finds the rows fired.
const fire = `
  WITH due AS MATERIALIZED (
    SELECT s.supporter_id, s.thing_id FROM standing_flattrs s
    WHERE s.supporter_id > $2 AND s.supporter_id <= $3 AND ${due}
    ORDER BY s.supporter_id, s.thing_id FOR NO KEY UPDATE
  ), fired AS (
    UPDATE standing_flattrs s SET fired_month = $1 FROM due
    WHERE s.supporter_id = due.supporter_id AND s.thing_id = due.thing_id
    RETURNING s.supporter_id, s.thing_id, s.weight
  )
  INSERT INTO flattrs (month, supporter_id, thing_id, weight, flattred_at)
  SELECT $1, s.supporter_id, s.thing_id, s.weight, flattr_now() FROM fired s JOIN things t ON t.id = s.thing_id
  WHERE NOT (${own}) AND NOT flattrs_refused(t.url) AND t.unpublished_at IS NULL
  ORDER BY s.supporter_id, s.thing_id
  ON CONFLICT DO NOTHING RETURNING thing_id`;
