import { readFlattrCounts } from '../flattrs/read-flattr-counts.ts';
import type { Platform } from '../platform.ts';
import type { Due } from './hold-due.ts';
import { messageBody, thingData } from './message.ts';

/** Counts a thing's flattrs for a delivery that is sent for the first time, and writes down what is said from then on. */
export const writeCount = async (
  { pool, db, clock }: Platform,
  { id, type, thingId, month }: Extract<Due, { body: null }>,
): Promise<string> => {
  const { url } = await db.thing.findUniqueOrThrow({ where: { id: thingId }, select: { url: true } });
  const flattrCount = (await readFlattrCounts(pool, month, [thingId])).get(thingId) ?? 0;
  const data = { thing: thingData({ id: thingId, url }), month, flattrCount };
  const { rows } = await pool.query<{ body: string }>(
    'UPDATE webhook_deliveries SET body = coalesce(body, $2) WHERE id = $1 RETURNING body',
    [id, messageBody(type, await clock.now(), data)],
  );
  if (!rows[0]) throw new Error(`the delivery ${id} was deleted before it was sent`);
  return rows[0].body;
};
