import { transaction } from '@flattr/database';
import type { ThingId, UserId } from '../ids.ts';
import type { Platform } from '../platform.ts';
import { Refusal } from '../refusal.ts';
import { canonicalUrl } from './canonical-url.ts';
import { thingAt } from './thing-at.ts';

/** What became of one address: its thing, and whether it was taken off the net now; or why it was refused. */
export type Unpublished =
  | { readonly thingId: ThingId; readonly unpublished: boolean }
  | { readonly refusal: Refusal };

const unpublishedMax = 500;

type Found = {
  readonly asked: string;
  readonly id: ThingId | null;
  /** Null where nobody is the thing's owner, nor has registered it. */
  readonly theirs: boolean | null;
  readonly unpublished: boolean;
};

/**
 * Takes things off the net, address by address in one statement: they take no flattrs and are not listed until they are
 * registered again. What they were given stays as it is. Whose they are may: their creator, and the owner of the site that they
 * lie in; of what has neither, who registered it. What is off the net already stays so since when it was. Refuses
 * `too-many-things` as a whole; items what `canonicalUrl` finds, `thing-unknown` and `registered-by-another`, in this order.
 */
export const unpublishThings = async (
  { pool }: Platform,
  userId: UserId,
  urls: readonly string[],
): Promise<readonly Unpublished[]> => {
  if (urls.length > unpublishedMax) throw new Refusal('too-many-things', ['urls']);
  const addresses = urls.map((url) => canonicalUrl(url));
  const wanted = new Set(addresses.flatMap((address) => (address.kind === 'url' ? [address.url] : [])));
  const { rows } = await transaction(pool, (sql) => sql.query<Found>(unpublish, [userId, [...wanted]]));
  const found = new Map(rows.map((row) => [row.asked, row]));
  const told = new Set<ThingId>();
  return addresses.map((address) => {
    if (address.kind === 'trouble') return { refusal: new Refusal(address.code) };
    const row = found.get(address.url);
    if (!row?.id || row.theirs === null) return { refusal: new Refusal('thing-unknown') };
    if (!row.theirs) return { refusal: new Refusal('registered-by-another') };
    const isFirst = !told.has(row.id);
    told.add(row.id);
    return { thingId: row.id, unpublished: row.unpublished && isFirst };
  });
};

/** The rows are locked in one order, so that two who ask at once wait for each other. */
const unpublish = `
  WITH asked AS MATERIALIZED (
    SELECT n.url, ${thingAt('n.url')} AS id FROM unnest($2::text[]) AS n (url)
  ), found AS MATERIALIZED (
    SELECT id, url, creator_id, registered_by, unpublished_at FROM things
    WHERE id IN (SELECT id FROM asked) ORDER BY id FOR NO KEY UPDATE
  ), judged AS MATERIALIZED (
    SELECT id, unpublished_at, CASE WHEN $1 IN (creator_id, site_owner(url)) THEN true
      ELSE coalesce(creator_id, site_owner(url), registered_by) = $1 END AS theirs FROM found
  ), done AS (
    UPDATE things t SET unpublished_at = flattr_now() FROM judged j
    WHERE t.id = j.id AND j.theirs AND j.unpublished_at IS NULL RETURNING t.id
  )
  SELECT a.url AS asked, a.id, j.theirs, EXISTS (SELECT FROM done d WHERE d.id = a.id) AS unpublished
  FROM asked a LEFT JOIN judged j ON j.id = a.id`;
