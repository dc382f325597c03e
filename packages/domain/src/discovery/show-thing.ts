import type { Reader } from '@flattr/database';
import type { ThingId } from '../ids.ts';
import { asMonth, type Month } from '../month.ts';
import { presentUrl } from '../things/thing-at.ts';
import { type ShownRow, type ShownThing, shownColumns, shownThing } from './shown-thing.ts';

/** A thing with its flattrs of a month. */
export type CountedThing = { readonly thing: ShownThing; readonly month: Month; readonly flattrs: number };

/** The thing at a canonical address, also one that it moved from, or of an id, with its creator and its flattrs of the month that the clock is in, by one statement. */
export const showThing = async (
  reader: Reader,
  by: { readonly url: string } | { readonly id: ThingId },
): Promise<CountedThing | undefined> => {
  const { rows } = await reader.query<ShownRow & { month: string; flattrs: number }>(
    'url' in by
      ? { name: 'show-thing-at', text: shown(`t.url = ${presentUrl('$1')}`), values: [by.url] }
      : { name: 'show-thing', text: shown('t.id = $1'), values: [by.id] },
  );
  const [row] = rows;
  return row && { thing: shownThing(row), month: asMonth(row.month), flattrs: row.flattrs };
};

const shown = (where: string) => `
  SELECT ${shownColumns}, clock.month, flattr_count(t.id, clock.month) AS flattrs
  FROM (SELECT month_of(flattr_now()) AS month OFFSET 0) clock
  CROSS JOIN things t LEFT JOIN users u ON u.id = t.creator_id WHERE ${where}`;
