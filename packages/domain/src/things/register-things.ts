import { newId, type ThingId, type UserId } from '../ids.ts';
import type { Platform } from '../platform.ts';
import { Refusal } from '../refusal.ts';
import { type CheckedThing, checkThing, type ThingInput } from './thing-input.ts';

/** What became of one item: the thing with its id, new or known before, or why it was refused. */
export type Registration =
  | { readonly thingId: ThingId; readonly created: boolean }
  | { readonly refusal: Refusal };

export const registrationsMax = 500;

/**
 * Registers things for their creator, item by item in one statement: what is new is made, what the creator registered
 * before gets the new title, kind, language and tags, of one address given twice the last counts, and each trouble is told without touching the others. What
 * lies in somebody's site is theirs from the start, whoever registers it. Refuses
 * `too-many-things` as a whole; items `registered-by-another` and whatever `checkThing` finds.
 */
export const registerThings = async (
  { pool }: Platform,
  creatorId: UserId,
  inputs: readonly ThingInput[],
): Promise<readonly Registration[]> => {
  if (inputs.length > registrationsMax) throw new Refusal('too-many-things', ['things']);
  const checked = inputs.map(checkThing);
  const wanted = new Map<string, CheckedThing>();
  for (const thing of checked) if (!(thing instanceof Refusal)) wanted.set(thing.url, thing);
  const { rows } = await pool.query<{ id: ThingId; url: string; created: boolean }>(
    upsert,
    columnsOf(creatorId, [...wanted.values()]),
  );
  const stored = new Map(rows.map((row) => [row.url, row]));
  return checked.map((thing, index) => {
    if (thing instanceof Refusal) return { refusal: thing };
    const row = stored.get(thing.url);
    if (!row) return { refusal: new Refusal('registered-by-another', ['url']) };
    const first = checked.findIndex((other) => !(other instanceof Refusal) && other.url === thing.url);
    return { thingId: row.id, created: row.created && first === index };
  });
};

const upsert = `
  INSERT INTO things (id, url, title, kind, language, tags, creator_id)
  SELECT id, url, title, kind, language, ARRAY(SELECT jsonb_array_elements_text(tags::jsonb)), coalesce(site_owner(url), $1)
  FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])
    AS new (id, url, title, kind, language, tags) ORDER BY url
  ON CONFLICT (url) DO UPDATE
    SET title = EXCLUDED.title, kind = EXCLUDED.kind, language = EXCLUDED.language, tags = EXCLUDED.tags
    WHERE things.creator_id = $1
  RETURNING id, url, (xmax = 0) AS created`;

const columnsOf = (creatorId: UserId, things: readonly CheckedThing[]) => [
  creatorId,
  things.map(() => newId<ThingId>()),
  things.map((thing) => thing.url),
  things.map((thing) => thing.title),
  things.map((thing) => thing.kind),
  things.map((thing) => thing.language),
  things.map((thing) => JSON.stringify(thing.tags)),
];
