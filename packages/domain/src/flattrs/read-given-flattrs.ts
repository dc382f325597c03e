import { askedRows, askTogether } from '@flattr/database';
import { type ShownRow, type ShownThing, shownColumns, shownThing } from '../discovery/shown-thing.ts';
import type { UserId } from '../ids.ts';
import { asMonth, type Month } from '../month.ts';
import type { Platform } from '../platform.ts';

/** A flattr, for the eyes of whoever gave it. */
export type GivenFlattr = {
  readonly thing: ShownThing;
  readonly month: Month;
  readonly weight: number;
  readonly flattredAt: Date;
};

/** The place of a flattr in the order: by the microsecond, then the thing. */
export type FlattrPlace = { readonly at: string; readonly thingId: string };

type Page = {
  readonly after?: FlattrPlace | undefined;
  readonly before?: FlattrPlace | undefined;
  readonly most: number;
  readonly from: 'newest' | 'oldest';
};

type PlacedFlattr = GivenFlattr & { readonly place: FlattrPlace };

/** A page of what a supporter flattred, in all months, each with its thing and who is its creator, by one statement. */
export const readGivenFlattrs = (
  { pool }: Platform,
  supporterId: UserId,
  page: Page,
): Promise<readonly PlacedFlattr[]> => {
  const shape = shapeOf(page);
  const read = readers.get(shape) ?? readerOf(page);
  readers.set(shape, read);
  return read(pool, { ...page, supporterId });
};

type Asked = Page & { readonly supporterId: UserId };

type Row = ShownRow & {
  readonly nth: number;
  readonly month: string;
  readonly weight: number;
  /** In microseconds. */
  readonly at: string;
};

/** Pages of one shape are one statement; some hundred shapes are all that there are. */
const readerOf = (shape: Page) => {
  const name = shapeOf(shape);
  const text = given(shape);
  const sides = (['after', 'before'] as const).filter((side) => shape[side]);
  return askTogether(async (pool, asked: readonly Asked[]) => {
    const places = sides.flatMap((side) => [
      asked.map((page) => page[side]?.at),
      asked.map((page) => page[side]?.thingId),
    ]);
    const values = [asked.map(({ supporterId }) => supporterId), ...places];
    const { rows } = await pool.query<Row>({ name, text, values });
    const pages: PlacedFlattr[][] = asked.map(() => []);
    for (const row of rows) pages[row.nth - 1]?.push(givenFlattr(row));
    return pages;
  });
};

const readers = new Map<string, ReturnType<typeof readerOf>>();

const givenFlattr = (row: Row): PlacedFlattr => ({
  thing: shownThing(row),
  month: asMonth(row.month),
  weight: row.weight,
  flattredAt: new Date(Math.floor(Number(row.at) / 1000)),
  place: { at: row.at, thingId: row.id },
});

const shapeOf = ({ most, from, after, before }: Page): string =>
  ['given-flattrs', from, most, after && 'after', before && 'before'].filter(Boolean).join('-');

/**
 * Month by month, since a flattr lies in its month, and the rows of a supporter lie together in each. Each size of a page is a
 * statement of its own: PostgreSQL plans one with a `LIMIT` that it does not know anew each time, which takes as long as to run it.
 */
const given = ({ most, from, after, before }: Page): string => {
  const order = from === 'newest' ? 'DESC' : 'ASC';
  const asked = {
    supporter: 'uuid',
    ...(after && { after_at: 'bigint', after_thing: 'uuid' }),
    ...(before && { before_at: 'bigint', before_thing: 'uuid' }),
  };
  const beyond = (sign: '<' | '>', place: 'after' | 'before') =>
    `AND (flattred_at, thing_id) ${sign} (moment_of(asked.${place}_at), asked.${place}_thing)`;
  return `
  SELECT nth::int, f.month, f.weight, (extract(epoch FROM f.flattred_at) * 1000000)::bigint AS at, ${shownColumns}
  FROM ${askedRows(asked)} CROSS JOIN LATERAL (
    SELECT given.* FROM (SELECT month FROM months ORDER BY month ${order}) m CROSS JOIN LATERAL (
      SELECT thing_id, month, weight, flattred_at FROM flattrs
      WHERE flattrs.month = m.month AND supporter_id = asked.supporter
        ${after ? beyond('<', 'after') : ''} ${before ? beyond('>', 'before') : ''}
    ) given ORDER BY m.month ${order}, given.flattred_at ${order}, given.thing_id ${order} LIMIT ${most}
  ) f JOIN things t ON t.id = f.thing_id LEFT JOIN users u ON u.id = t.creator_id
  ORDER BY nth, f.month ${order}, f.flattred_at ${order}, t.id ${order}`;
};
