import { guardOf, type Sql, transaction } from '@flattr/database';
import type { ThingId, UserId } from '../ids.ts';
import { asMonth, type Month, monthOf } from '../month.ts';
import type { Platform } from '../platform.ts';
import { Refusal } from '../refusal.ts';
import { openMonth } from '../settlement/open-month.ts';

export type FlattrInput = {
  readonly thingId: ThingId;
  /** 1 to 10; how much this flattr counts. */
  readonly weight?: number;
  /** Only if it still counts for this month. */
  readonly month?: string;
};

/**
 * Flattrs a thing in the month that the database's clock is in, held open until the row is in. Refuses, in this order:
 * `weight-out-of-range`, `month-closed`, `thing-unknown`, `own-thing`, `already-flattred`.
 */
export const flattrThing = async (
  platform: Platform,
  supporterId: UserId,
  input: FlattrInput,
): Promise<Month> => {
  const weight = input.weight ?? 1;
  if (!Number.isInteger(weight) || weight < 1 || weight > 10)
    throw new Refusal('weight-out-of-range', ['weight']);
  const flattr = () =>
    transaction(platform.pool, (sql) => insertFlattr(sql, supporterId, { ...input, weight }));
  try {
    const month = await flattr();
    if (month) return month;
    await openMonth(platform, monthOf(await platform.clock.now()));
    const afterOpening = await flattr();
    if (!afterOpening) throw new Error('the month that the clock is in cannot be opened');
    return afterOpening;
  } catch (error) {
    throw guardOf(error) ? new Refusal('month-closed', ['month']) : error;
  }
};

const insertFlattr = async (
  sql: Sql,
  supporterId: UserId,
  { thingId, weight, month }: FlattrInput,
): Promise<Month | undefined> => {
  const held = await sql.query<{ month: string | null }>('SELECT hold_open_month() AS month');
  const open = held.rows[0]?.month;
  if (!open) return undefined;
  if (month !== undefined && month !== open) throw new Refusal('month-closed', ['month']);
  const thing = await sql.query<{ creator_id: UserId }>('SELECT creator_id FROM things WHERE id = $1', [
    thingId,
  ]);
  if (!thing.rows[0]) throw new Refusal('thing-unknown', ['thing']);
  if (thing.rows[0].creator_id === supporterId) throw new Refusal('own-thing', ['thing']);
  const { rowCount } = await sql.query(
    `INSERT INTO flattrs (month, supporter_id, thing_id, weight, flattred_at)
     VALUES ($1, $2, $3, $4, flattr_now()) ON CONFLICT DO NOTHING`,
    [open, supporterId, thingId, weight],
  );
  if (!rowCount) throw new Refusal('already-flattred', ['thing']);
  return asMonth(open);
};
