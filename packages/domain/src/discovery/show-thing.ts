import { askedRows, askTogether, inPlaces } from '@flattr/database';
import type { ThingId } from '../ids.ts';
import { asMonth, type Month } from '../month.ts';
import type { Platform } from '../platform.ts';
import { presentUrl } from '../things/thing-at.ts';
import { type ShownRow, type ShownThing, shownColumns, shownThing } from './shown-thing.ts';

/** A thing with its flattrs of a month. */
export type CountedThing = { readonly thing: ShownThing; readonly month: Month; readonly flattrs: number };

/** The thing at a canonical address, also one that it moved from, or of an id, with its creator and its flattrs of the month that the clock is in, by one statement. */
export const showThing = (
  { pool }: Platform,
  by: { readonly url: string } | { readonly id: ThingId },
): Promise<CountedThing | undefined> => ('url' in by ? showThingAt(pool, by.url) : showThingOf(pool, by.id));

type Row = ShownRow & { readonly nth: number; readonly month: string; readonly flattrs: number };

const show = (name: string, type: string, where: string) => {
  const text = `
  SELECT nth::int, ${shownColumns}, clock.month, flattr_count(t.id, clock.month) AS flattrs
  FROM (SELECT month_of(flattr_now()) AS month OFFSET 0) clock CROSS JOIN ${askedRows({ key: type })}
  CROSS JOIN LATERAL (SELECT * FROM things WHERE ${where} OFFSET 0) t LEFT JOIN users u ON u.id = t.creator_id`;
  return askTogether(async (pool, keys: readonly string[]) => {
    const { rows } = await pool.query<Row>({ name, text, values: [keys] });
    return inPlaces(keys, rows).map(
      (row) => row && { thing: shownThing(row), month: asMonth(row.month), flattrs: row.flattrs },
    );
  });
};

const showThingAt = show('show-things-at', 'text', `url = ${presentUrl('asked.key')}`);
const showThingOf = show('show-things', 'uuid', 'id = asked.key');
