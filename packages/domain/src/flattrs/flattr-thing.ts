import type { Sql } from '@flattr/database';
import type { ThingId, UserId } from '../ids.ts';
import type { Month } from '../month.ts';
import type { Platform } from '../platform.ts';
import { Refusal } from '../refusal.ts';
import { inOpenMonth } from '../settlement/in-open-month.ts';

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
 * `flattrs-refused`, `already-flattred`.
 */
export const flattrThing = async (
  platform: Platform,
  supporterId: UserId,
  input: FlattrInput,
): Promise<Month> => {
  const weight = input.weight ?? 1;
  checkWeight(weight);
  return inOpenMonth(platform, input.month, (sql, open) =>
    insertFlattr(sql, supporterId, { ...input, weight }, open),
  );
};

/** Refuses `weight-out-of-range`. */
export const checkWeight = (weight: number): void => {
  if (!Number.isInteger(weight) || weight < 1 || weight > 10)
    throw new Refusal('weight-out-of-range', ['weight']);
};

/** Puts a flattr into the open month that the transaction holds. Refuses `thing-unknown`, `own-thing`, `flattrs-refused`, `already-flattred`. */
export const insertFlattr = async (
  sql: Sql,
  supporterId: UserId,
  { thingId, weight }: FlattrInput,
  open: Month,
): Promise<Month> => {
  const { rows } = await sql.query<{ own: boolean; refused: boolean; inserted: boolean }>(
    `WITH thing AS (
       SELECT id, creator_id IS NOT DISTINCT FROM $2 OR EXISTS (SELECT FROM split_parts
         WHERE split_id = split_in_force(things.id, $3) AND beneficiary_id = $2) AS own, flattrs_refused(url) AS refused
       FROM things WHERE id = $1
     ), inserted AS (
       INSERT INTO flattrs (month, supporter_id, thing_id, weight, flattred_at)
       SELECT $3, $2, id, $4, flattr_now() FROM thing WHERE NOT own AND NOT refused
       ON CONFLICT DO NOTHING RETURNING true
     )
     SELECT own, refused, EXISTS (SELECT FROM inserted) AS inserted FROM thing`,
    [thingId, supporterId, open, weight],
  );
  if (!rows[0]) throw new Refusal('thing-unknown', ['thing']);
  if (rows[0].own) throw new Refusal('own-thing', ['thing']);
  if (rows[0].refused) throw new Refusal('flattrs-refused', ['thing']);
  if (!rows[0].inserted) throw new Refusal('already-flattred', ['thing']);
  return open;
};
