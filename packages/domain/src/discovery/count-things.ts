import type { Platform } from '../platform.ts';
import { type CatalogueFilter, catalogueSql } from './catalogue-sql.ts';

/** Nobody pages further, and counting further would read the whole catalogue. */
export const countedMax = 10_000;

/** How many things a list of the catalogue has; `countedMax` where there are as many or more. */
export const countThings = async ({ pool }: Platform, filter: CatalogueFilter): Promise<number> => {
  const { from, where, values } = catalogueSql(filter);
  const { rows } = await pool.query<{ things: number }>(
    `SELECT count(*)::int AS things FROM (SELECT FROM ${from} WHERE ${where} LIMIT ${countedMax}) counted`,
    [...values],
  );
  return rows[0]?.things ?? 0;
};
