import type { Reader } from '@flattr/database';
import type { ThingId, UserId } from '../ids.ts';
import { asMonth, type Month } from '../month.ts';

/** Something that somebody played this month and has not flattred. */
export type Suggestion = {
  readonly url: string;
  readonly title: string;
  readonly plays: number;
  readonly month: Month;
  /** The thing at the address; null where there is none yet. */
  readonly thingId: ThingId | null;
};

/** The place of a suggestion in the order: by its plays, then its address. */
export type SuggestionPlace = { readonly plays: number; readonly url: string };

type Page = {
  readonly after?: SuggestionPlace | undefined;
  readonly before?: SuggestionPlace | undefined;
  readonly most: number;
  readonly from: 'most-played' | 'least-played';
};

/**
 * A page of what a user played in the month that the clock is in, most played first: without what they flattred this month,
 * dismissed, have a part in, what does not take part, and what was taken off the net.
 */
export const readSuggestions = async (
  reader: Reader,
  userId: UserId,
  { after, before, most, from }: Page,
): Promise<readonly Suggestion[]> => {
  const [order, against] = from === 'most-played' ? ['DESC', 'ASC'] : ['ASC', 'DESC'];
  const { rows } = await reader.query<Row>(
    `SELECT url, title, plays, month, thing_id FROM (${suggested}) AS suggested
     WHERE ($2::int IS NULL OR (plays, $3) < ($2, url)) AND ($4::int IS NULL OR (plays, $5) > ($4, url))
     ORDER BY plays ${order}, url ${against} LIMIT $6`,
    [userId, after?.plays ?? null, after?.url ?? '', before?.plays ?? null, before?.url ?? '', most],
  );
  return rows.map(({ month, thing_id: thingId, ...row }) => ({ ...row, month: asMonth(month), thingId }));
};

/** How many there are in all. */
export const countSuggestions = async (reader: Reader, userId: UserId): Promise<number> => {
  const { rows } = await reader.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM (${suggested}) AS suggested`,
    [userId],
  );
  return rows[0]?.count ?? 0;
};

type Row = {
  readonly url: string;
  readonly title: string;
  readonly plays: number;
  readonly month: string;
  readonly thing_id: ThingId | null;
};

const suggested = `
  SELECT l.url, coalesce(t.title, l.title) AS title, cardinality(l.plays) AS plays, l.month, t.id AS thing_id
  FROM listens l LEFT JOIN things t ON t.url = l.url
  WHERE l.user_id = $1 AND l.month = month_of(flattr_now()) AND NOT l.dismissed
    AND coalesce(t.creator_id, site_owner(l.url)) IS DISTINCT FROM $1 AND NOT flattrs_refused(l.url)
    AND t.unpublished_at IS NULL
    AND NOT EXISTS (SELECT FROM split_parts WHERE split_id = split_in_force(t.id, l.month) AND beneficiary_id = $1)
    AND NOT EXISTS (SELECT FROM flattrs WHERE month = l.month AND supporter_id = $1 AND thing_id = t.id)`;
