import { guardOf } from '@flattr/database';
import type { CountedThing } from '../discovery/show-thing.ts';
import { type ShownRow, shownColumns, shownThing } from '../discovery/shown-thing.ts';
import type { ThingId, UserId } from '../ids.ts';
import { asMonth } from '../month.ts';
import type { Platform } from '../platform.ts';
import { Refusal } from '../refusal.ts';
import { type Outcome, whyNotGiven } from './outcome.ts';

export type GivingInput = {
  /** By its id or by its canonical address. */
  readonly by: { readonly thingId: ThingId } | { readonly url: string };
  /** From 1 to 10, checked before. */
  readonly weight: number;
  readonly month?: string | undefined;
};

/** The thing with its count after the flattr, and why the flattr was not taken if it was not. */
export type GivenFlattr = CountedThing & { readonly refusal: Refusal | undefined };

/**
 * Flattrs a known thing in the month that the clock is in, and reads it, by one statement that is a transaction of its own.
 * Nothing, and nothing done, where that month is not open yet or midnight comes in between, or there is no such thing: that is
 * told apart by asking again in more steps.
 */
export const giveFlattr = async (
  { pool, live }: Platform,
  supporterId: UserId,
  { by, weight, month }: GivingInput,
): Promise<GivenFlattr | undefined> => {
  const [thingId, url] = 'thingId' in by ? [by.thingId, null] : [null, by.url];
  const { rows } = await pool
    .query<Outcome & ShownRow & { month: string; flattrs: number }>({
      name: 'give-flattr',
      text: giving,
      values: [supporterId, thingId, url, weight, month ?? null],
    })
    .catch((error: unknown) => {
      if (guardOf(error) === 'FL005') return { rows: [] };
      throw error;
    });
  const [row] = rows;
  if (!row?.id) return undefined;
  const closed = month !== undefined && month !== row.month;
  const refusal = closed ? new Refusal('month-closed', ['month']) : whyNotGiven(row);
  if (!refusal) live.changed(`thing:${row.id}`);
  return { thing: shownThing(row), month: asMonth(row.month), flattrs: row.flattrs, refusal };
};

const giving = `
  SELECT g.month, g.own, g.refused, g.unpublished, g.inserted, ${shownColumns}, flattr_count_now(t.id, g.month) AS flattrs
  FROM give_flattr_now($1, $2, $3, $4, $5) g JOIN things t ON t.id = g.thing_id LEFT JOIN users u ON u.id = t.creator_id`;
