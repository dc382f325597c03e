import type { Sql } from '@flattr/database';
import type { ThingId, UserId } from '../ids.ts';
import type { Month } from '../month.ts';
import type { Platform } from '../platform.ts';
import { Refusal } from '../refusal.ts';
import { inOpenMonth } from '../settlement/in-open-month.ts';
import { giveFlattr } from './give-flattr.ts';
import { type Outcome, whyNotGiven } from './outcome.ts';

export type FlattrInput = {
  readonly thingId: ThingId;
  /** 1 to 10; how much this flattr counts. */
  readonly weight?: number;
  /** Only if it still counts for this month. */
  readonly month?: string;
};

/**
 * Flattrs a thing in the month that the database's clock is in, held open until the row is in. Nobody flattrs what they
 * have any part in. Refuses, in this order: `weight-out-of-range`, `month-closed`, `thing-unknown`, `own-thing`,
 * `flattrs-refused`, `thing-unpublished`, `already-flattred`.
 */
export const flattrThing = async (
  platform: Platform,
  supporterId: UserId,
  input: FlattrInput,
): Promise<Month> => {
  const weight = input.weight ?? 1;
  checkWeight(weight);
  const by = { thingId: input.thingId };
  const given = await giveFlattr(platform, supporterId, { by, weight, month: input.month });
  if (given?.refusal) throw given.refusal;
  if (given) return given.month;
  const month = await inOpenMonth(platform, input.month, (sql, open) =>
    insertFlattr(sql, supporterId, { ...input, weight }, open),
  );
  platform.live.changed(`thing:${input.thingId}`);
  return month;
};

/** Refuses `weight-out-of-range`. */
export const checkWeight = (weight: number): void => {
  if (!Number.isInteger(weight) || weight < 1 || weight > 10)
    throw new Refusal('weight-out-of-range', ['weight']);
};

/** Puts a flattr into the open month that the transaction holds. Refuses `thing-unknown`, `own-thing`, `flattrs-refused`, `thing-unpublished`, `already-flattred`. */
export const insertFlattr = async (
  sql: Sql,
  supporterId: UserId,
  { thingId, weight }: FlattrInput,
  open: Month,
): Promise<Month> => {
  const { rows } = await sql.query<Outcome & { thing_id: ThingId | null }>(
    `SELECT * FROM give_flattrs($1, ARRAY[$2::uuid], ARRAY[$3::uuid], ARRAY[NULL::text], ARRAY[$4::smallint], ARRAY[NULL::text])`,
    [open, supporterId, thingId, weight],
  );
  const [given] = rows;
  if (!given?.thing_id) throw new Refusal('thing-unknown', ['thing']);
  const refusal = whyNotGiven(given);
  if (refusal) throw refusal;
  return open;
};
