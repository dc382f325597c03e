import { transaction } from '@flattr/database';
import { newId, type ThingId, type UserId } from '../ids.ts';
import type { Platform } from '../platform.ts';
import { Refusal } from '../refusal.ts';
import { presentUrl } from './thing-at.ts';
import { type CheckedThing, checkThing, type ThingInput } from './thing-input.ts';

/** What became of one item: the thing with its id, new or known before, and its site where nobody is its creator yet; or why it was refused. */
export type Registration =
  | { readonly thingId: ThingId; readonly created: boolean; readonly unclaimedSite: string | undefined }
  | { readonly refusal: Refusal };

export const registrationsMax = 500;

type Stored = {
  readonly id: ThingId;
  /** As it was given; where the thing has moved it is another than its own. */
  readonly asked: string;
  readonly url: string;
  readonly created: boolean;
  readonly unclaimed: boolean;
};

/**
 * Registers things, item by item in one statement: what is new is made, what the user registered before gets the new title, kind,
 * language and tags as long as it is unclaimed, and what they are the creator of always; of one address given twice the last
 * counts, and each trouble is told without touching the others. Nobody becomes a creator by it: what lies in somebody's site is
 * theirs, whoever registers it, and anything else is unclaimed. What was taken off the net is there again; what nobody owns comes
 * back so for anybody. Refuses `too-many-things` as a whole; items `registered-by-another` and whatever `checkThing` finds.
 */
export const registerThings = async (
  { pool }: Platform,
  userId: UserId,
  inputs: readonly ThingInput[],
): Promise<readonly Registration[]> => {
  if (inputs.length > registrationsMax) throw new Refusal('too-many-things', ['things']);
  const checked = inputs.map(checkThing);
  const wanted = new Map<string, CheckedThing>();
  for (const thing of checked) if (!(thing instanceof Refusal)) wanted.set(thing.url, thing);
  const columns = columnsOf(userId, [...wanted.values()]);
  const { rows } = await transaction(pool, (sql) => sql.query<Stored>(upsert, columns));
  const stored = new Map(rows.map((row) => [row.asked, row]));
  return checked.map((thing, index) => {
    if (thing instanceof Refusal) return { refusal: thing };
    const row = stored.get(thing.url);
    if (!row) return { refusal: new Refusal('registered-by-another', ['url']) };
    const first = checked.findIndex((other) => !(other instanceof Refusal) && other.url === thing.url);
    const unclaimedSite = row.unclaimed ? `${new URL(row.url).origin}/` : undefined;
    return { thingId: row.id, created: row.created && first === index, unclaimedSite };
  });
};

/**
 * Of what was only flattred by its address nobody is known as who registered it. An address from which a thing moved is that
 * thing's; of several addresses of one thing the last that was given counts.
 */
const upsert = `
  WITH new AS MATERIALIZED (
    SELECT n.*, ${presentUrl('n.asked')} AS url
    FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])
      WITH ORDINALITY AS n (id, asked, title, kind, language, tags, place)
  ), stored AS (
    INSERT INTO things (id, url, title, kind, language, tags, creator_id, registered_by)
    SELECT DISTINCT ON (url) id, url, title, kind, language, ARRAY(SELECT jsonb_array_elements_text(tags::jsonb)),
      site_owner(url), $1
    FROM new ORDER BY url, place DESC
    ON CONFLICT (url) DO UPDATE
      SET title = EXCLUDED.title, kind = EXCLUDED.kind, language = EXCLUDED.language, tags = EXCLUDED.tags,
        registered_by = CASE WHEN things.unpublished_at IS NULL THEN coalesce(things.registered_by, $1) ELSE $1 END,
        unpublished_at = NULL
      WHERE coalesce(things.creator_id, site_owner(things.url),
        CASE WHEN things.unpublished_at IS NULL THEN things.registered_by END, $1) = $1
    RETURNING id, url, (xmax = 0) AS created, creator_id IS NULL AND site_owner(url) IS NULL AS unclaimed
  )
  SELECT new.asked, stored.* FROM new JOIN stored ON stored.url = new.url`;

const columnsOf = (userId: UserId, things: readonly CheckedThing[]) => [
  userId,
  things.map(() => newId<ThingId>()),
  things.map((thing) => thing.url),
  things.map((thing) => thing.title),
  things.map((thing) => thing.kind),
  things.map((thing) => thing.language),
  things.map((thing) => JSON.stringify(thing.tags)),
];
