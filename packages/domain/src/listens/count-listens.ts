import type { UserId } from '../ids.ts';
import type { Platform } from '../platform.ts';
import { Refusal } from '../refusal.ts';
import { type Leads, type Listen, leadsOf, listenTitle, playMark } from './listen.ts';

/** As many as a player sends at once. */
export const listensMax = 1000;

/** How many different things of a month are remembered for one person. */
const thingsMax = 5000;

/** From here on a play is ahead of time: clocks differ, and a day is in another zone. */
const aheadHours = 24;

/**
 * Counts what somebody played in the month that the clock is in, by what of it can be flattred. The same listen told again counts
 * once, and what leads to nothing, was played in another month, or goes beyond 5000 things or 1000 plays of one is left out. Never
 * a flattr. Refuses `too-many-listens` as a whole.
 */
export const countListens = async (
  { pool }: Platform,
  userId: UserId,
  listens: readonly Listen[],
): Promise<void> => {
  if (listens.length > listensMax) throw new Refusal('too-many-listens', ['payload']);
  const told = listens.map((listen) => ({ listen, leads: leadsOf(listen) }));
  const scanned = await readScanned(
    pool,
    userId,
    told.flatMap(({ leads }) => leads.tags),
  );
  const found = told.flatMap(({ listen, leads }) => {
    const url = addressOf(leads, scanned);
    return url ? [{ url, title: listenTitle(listen), at: listen.listenedAt }] : [];
  });
  if (found.length === 0) return;
  await pool.query(counting, [
    userId,
    found.map(({ url }) => url),
    found.map(({ title }) => title),
    found.map(({ url, at }) => playMark(userId, url, at)),
    found.map(({ at }) => at),
    thingsMax,
    aheadHours,
  ]);
};

/** The things that this user registered themselves under these tags: nobody else's word leads their money anywhere. */
const readScanned = async (
  pool: Platform['pool'],
  userId: UserId,
  tags: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  if (tags.length === 0) return new Map();
  const { rows } = await pool.query<{ url: string; tags: string[] }>(
    'SELECT url, tags FROM things WHERE registered_by = $1 AND tags && $2::text[] ORDER BY created_at DESC',
    [userId, [...new Set(tags)]],
  );
  return new Map(rows.flatMap(({ url, tags: known }) => known.map((tag): [string, string] => [tag, url])));
};

/** What the user's own library says, else the page on which it was played, else its recording. */
const addressOf = ({ origin, tags, recording }: Leads, scanned: ReadonlyMap<string, string>) =>
  tags.map((tag) => scanned.get(tag)).find((url) => url !== undefined) ?? origin ?? recording;

/** A player's clock is the wall's: as business time it is shifted with the instance's. */
const counting = `
  WITH told AS (
    SELECT url, min(title) AS title, (array_agg(DISTINCT mark))[1:1000] AS plays
    FROM unnest($2::text[], $3::text[], $4::smallint[], $5::float8[]) AS told (url, title, mark, at)
    WHERE to_timestamp(at) < clock_timestamp() + make_interval(hours => $7)
      AND month_of(to_timestamp(at) + (flattr_now() - clock_timestamp())) = month_of(flattr_now())
    GROUP BY url
  ), known AS (
    SELECT url FROM listens WHERE user_id = $1 AND month = month_of(flattr_now())
  ), fresh AS (
    SELECT * FROM told WHERE url NOT IN (SELECT url FROM known)
    ORDER BY url LIMIT greatest(0, $6 - (SELECT count(*) FROM known))
  )
  INSERT INTO listens AS l (user_id, month, url, title, plays)
  SELECT $1, month_of(flattr_now()), url, title, plays
  FROM (SELECT * FROM fresh UNION ALL SELECT * FROM told WHERE url IN (SELECT url FROM known)) AS counted ORDER BY url
  ON CONFLICT (user_id, month, url) DO UPDATE
    SET plays = ARRAY(SELECT DISTINCT mark FROM unnest(l.plays || EXCLUDED.plays) AS mark ORDER BY mark LIMIT 1000)
    WHERE NOT EXCLUDED.plays <@ l.plays`;
