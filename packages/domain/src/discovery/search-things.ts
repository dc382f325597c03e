import { asMonth } from '../month.ts';
import { plainText } from '../plain-text.ts';
import type { Platform } from '../platform.ts';
import type { ThingKind } from '../things/thing-input.ts';
import { isPublished, takesPart } from './catalogue-sql.ts';
import type { Page } from './page.ts';
import type { CountedThing } from './show-thing.ts';
import { type ShownRow, shownColumns, shownThing } from './shown-thing.ts';

/** Of more that match, the newest are ranked. */
export const foundMax = 2000;

/** What comes after is not looked for. */
export const soughtMax = 200;

export type Search = {
  readonly sought: string;
  readonly kind?: ThingKind | undefined;
  /** A canonical BCP 47 tag: words are sought by its stems, and things of other languages are found too. */
  readonly language?: string | undefined;
};

export type Found = { readonly things: readonly CountedThing[]; readonly total: number };

/**
 * A page of the things whose titles and tags have the words sought, by how well they match, then by their flattrs of all time,
 * then the newer, by one statement. No text fails: what has no words finds nothing.
 */
export const searchThings = async (
  { pool }: Platform,
  { sought, kind, language }: Search,
  page: Page,
): Promise<Found> => {
  const { rows } = await pool.query<Partial<ShownRow> & { month: string; flattrs: number; total: number }>(
    page.backward ? before : after,
    [plainText(sought.slice(0, soughtMax)), language ?? null, kind ?? null, page.cursor ?? null, page.limit],
  );
  const things = rows.flatMap(({ total: _, ...row }) =>
    isShown(row) ? [{ thing: shownThing(row), month: asMonth(row.month), flattrs: row.flattrs }] : [],
  );
  return { things, total: rows[0]?.total ?? 0 };
};

const isShown = <Row extends Partial<ShownRow>>(row: Row): row is Row & ShownRow =>
  typeof row.id === 'string';

const search = (beyond: string, order: 'ASC' | 'DESC') => `
  WITH sought AS (SELECT words_sought($1, $2) AS words),
  matching AS (
    SELECT t.id, ts_rank(thing_words(t.title, t.tags, t.language), sought.words) AS rank FROM things t, sought
    WHERE thing_words(t.title, t.tags, t.language) @@ sought.words AND ($3::text IS NULL OR t.kind = $3) AND ${takesPart}
      AND ${isPublished}
    ORDER BY t.id DESC LIMIT ${foundMax}
  ), ranked AS (
    SELECT m.id, row_number() OVER (ORDER BY m.rank DESC, coalesce(r.flattrs, 0) DESC, m.id DESC) AS place
    FROM matching m LEFT JOIN thing_tallies r ON r.thing_id = m.id
  ), page AS (
    SELECT id, place FROM ranked WHERE $4::uuid IS NULL OR place ${beyond} (SELECT place FROM ranked WHERE id = $4)
    ORDER BY place ${order} LIMIT $5
  )
  SELECT all_of.total, shown.* FROM (SELECT count(*)::int AS total FROM ranked) all_of LEFT JOIN (
    SELECT page.place, clock.month, flattr_count(t.id, clock.month) AS flattrs, ${shownColumns}
    FROM page JOIN things t ON t.id = page.id LEFT JOIN users u ON u.id = t.creator_id
    CROSS JOIN (SELECT month_of(flattr_now()) AS month OFFSET 0) clock
  ) shown ON true ORDER BY shown.place`;

const after = search('>', 'ASC');

const before = search('<', 'DESC');
