import { asMonth } from '../month.ts';
import type { Platform } from '../platform.ts';
import { type CatalogueFilter, catalogueSql } from './catalogue-sql.ts';
import type { Page } from './page.ts';
import type { CountedThing } from './show-thing.ts';
import { type ShownRow, shownColumns, shownThing } from './shown-thing.ts';

/**
 * A page of the catalogue, with who made each thing and its flattrs of this month, by one statement. The order is of what was
 * gathered, so flattrs of the last seconds may be missing in it; what is in a site whose owner does not take part is left out,
 * and what was taken off the net.
 */
export const listThings = async (
  { pool }: Platform,
  filter: CatalogueFilter,
  page: Page,
): Promise<readonly CountedThing[]> => {
  const { from, value, where, values } = catalogueSql(filter);
  const [than, order] = page.backward ? ['>', 'ASC'] : ['<', 'DESC'];
  const cursor = page.cursor ? [page.cursor] : [];
  const place = `$${values.length + 1}::uuid`;
  const beyond = page.cursor
    ? `AND (${value}, t.id) ${than} (SELECT ${value}, t.id FROM ${from} WHERE t.id = ${place})`
    : '';
  const { rows } = await pool.query<ShownRow & { month: string; flattrs: number }>(
    `SELECT ${shownColumns}, clock.month, flattr_count(t.id, clock.month) AS flattrs FROM (
       SELECT t.id, ${value} AS value FROM ${from} WHERE ${where} ${beyond}
       ORDER BY ${value} ${order}, t.id ${order} LIMIT ${page.limit}
     ) ranked JOIN things t ON t.id = ranked.id LEFT JOIN users u ON u.id = t.creator_id
     CROSS JOIN (SELECT month_of(flattr_now()) AS month OFFSET 0) clock
     ORDER BY ranked.value DESC, t.id DESC`,
    [...values, ...cursor],
  );
  return rows.map((row) => ({ thing: shownThing(row), month: asMonth(row.month), flattrs: row.flattrs }));
};
