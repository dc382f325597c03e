import type { Reader } from '@flattr/database';
import { type ShownRow, type ShownThing, shownColumns, shownThing } from '../discovery/shown-thing.ts';
import type { UserId } from '../ids.ts';
import { asMonth, type Month } from '../month.ts';

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

/** A page of what a supporter flattred, in all months, each with its thing and who is its creator, by one statement. */
export const readGivenFlattrs = async (
  reader: Reader,
  supporterId: UserId,
  { after, before, most, from }: Page,
): Promise<readonly (GivenFlattr & { readonly place: FlattrPlace })[]> => {
  const { name, text } = given({ most, from, after: !!after, before: !!before });
  const places = [after, before].flatMap((place) => (place ? [place.at, place.thingId] : []));
  const { rows } = await reader.query<ShownRow & Row>({ name, text, values: [supporterId, ...places] });
  return rows.map((row) => ({
    thing: shownThing(row),
    month: asMonth(row.month),
    weight: row.weight,
    flattredAt: new Date(Math.floor(Number(row.at) / 1000)),
    place: { at: row.at, thingId: row.id },
  }));
};

type Row = {
  readonly month: string;
  readonly weight: number;
  /** In microseconds. */
  readonly at: string;
};

type Shape = Pick<Page, 'most' | 'from'> & { readonly after: boolean; readonly before: boolean };

/**
 * Month by month, since a flattr lies in its month, and the rows of a supporter lie together in each. Each size of a page is a
 * statement of its own: PostgreSQL plans one with a `LIMIT` that it does not know anew each time, which takes as long as to run it.
 */
const given = ({ most, from, after, before }: Shape) => {
  const order = from === 'newest' ? 'DESC' : 'ASC';
  const beyond = (sign: '<' | '>', nth: number) =>
    `AND (flattred_at, thing_id) ${sign} (moment_of($${nth}::bigint), $${nth + 1}::uuid)`;
  const name = ['given-flattrs', from, most, after && 'after', before && 'before'].filter(Boolean).join('-');
  const text = `
  SELECT f.month, f.weight, (extract(epoch FROM f.flattred_at) * 1000000)::bigint AS at, ${shownColumns} FROM (
    SELECT given.* FROM (SELECT month FROM months ORDER BY month ${order}) m CROSS JOIN LATERAL (
      SELECT thing_id, month, weight, flattred_at FROM flattrs
      WHERE flattrs.month = m.month AND supporter_id = $1 ${after ? beyond('<', 2) : ''} ${before ? beyond('>', after ? 4 : 2) : ''}
    ) given ORDER BY m.month ${order}, given.flattred_at ${order}, given.thing_id ${order} LIMIT ${most}
  ) f JOIN things t ON t.id = f.thing_id LEFT JOIN users u ON u.id = t.creator_id
  ORDER BY f.month ${order}, f.flattred_at ${order}, t.id ${order}`;
  return { name, text };
};
