import type { Sql } from '@flattr/database';
import { type FlattrInput, insertFlattr } from '../flattrs/flattr-thing.ts';
import type { ThingId, UserId } from '../ids.ts';
import { lastOfMonths, type Month } from '../month.ts';
import type { Platform } from '../platform.ts';
import { Refusal } from '../refusal.ts';
import { inOpenMonth } from '../settlement/in-open-month.ts';

export type StandingInput = {
  readonly thingId: ThingId;
  /** 3, 6 or 12, the open month being the first of them; absent until stopped. */
  readonly months?: number;
  /** 1 to 10; absent as it stands already, or as the thing is flattred this month, or else 1. */
  readonly weight?: number;
};

/**
 * Has a flattr repeat each month, and flattrs the thing in the open month if it is not yet; a flattr that is there stays as
 * it is. Where one stands already, it gets the new terms, counted from the open month. Returns that month. Refuses, in this
 * order: `standing-months-unknown`, `weight-out-of-range`, `thing-unknown`, `own-thing`,
 * `flattrs-refused`, `thing-unpublished`.
 */
export const startStandingFlattr = async (
  platform: Platform,
  supporterId: UserId,
  input: StandingInput,
): Promise<Month> => {
  const { months, weight } = input;
  if (months !== undefined && ![3, 6, 12].includes(months))
    throw new Refusal('standing-months-unknown', ['months']);
  if (weight !== undefined && (!Number.isInteger(weight) || weight < 1 || weight > 10))
    throw new Refusal('weight-out-of-range', ['weight']);
  const month = await inOpenMonth(platform, undefined, async (sql, open) => {
    const weighed = weight ?? (await lockStanding(sql, supporterId, input.thingId));
    await flattrOnce(sql, supporterId, { thingId: input.thingId, weight: weighed ?? 1 }, open);
    const last = months === undefined ? null : lastOfMonths(open, months);
    await sql.query(upsert, [supporterId, input.thingId, weighed ?? null, open, last]);
    return open;
  });
  platform.live.changed(`thing:${input.thingId}`);
  return month;
};

/** The weight of what stands; holds it, as firing does before it touches a flattr. */
const lockStanding = async (sql: Sql, supporterId: UserId, thingId: ThingId): Promise<number | undefined> => {
  const { rows } = await sql.query<{ weight: number }>(
    `SELECT weight FROM standing_flattrs WHERE supporter_id = $1 AND thing_id = $2 AND stopped_at IS NULL
     FOR NO KEY UPDATE`,
    [supporterId, thingId],
  );
  return rows[0]?.weight;
};

const flattrOnce = async (sql: Sql, supporterId: UserId, flattr: FlattrInput, open: Month): Promise<void> => {
  try {
    await insertFlattr(sql, supporterId, flattr, open);
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'already-flattred') throw error;
  }
};

const upsert = `
  INSERT INTO standing_flattrs AS s (supporter_id, thing_id, weight, first_month, last_month, fired_month)
  SELECT f.supporter_id, f.thing_id, coalesce($3::smallint, f.weight), f.month, $5, f.month FROM flattrs f
  WHERE f.month = $4 AND f.supporter_id = $1 AND f.thing_id = $2
  ON CONFLICT (supporter_id, thing_id) DO UPDATE SET weight = EXCLUDED.weight, first_month = EXCLUDED.first_month,
    last_month = EXCLUDED.last_month, fired_month = EXCLUDED.fired_month, started_at = flattr_now(), stopped_at = NULL`;
