import { askTogether, guardOf, inPlaces } from '@flattr/database';
import { type CountedThing, showThing } from '../discovery/show-thing.ts';
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
 * Flattrs a known thing in the month that the clock is in, and reads it, by one statement that is a transaction of its own, and
 * of all who flattr at the same moment. Nothing, and nothing done, where that month is not open yet or midnight comes in between,
 * or there is no such thing: that is told apart by asking again in more steps.
 */
export const giveFlattr = async (
  platform: Platform,
  supporterId: UserId,
  input: GivingInput,
): Promise<GivenFlattr | undefined> => {
  const row = await give(platform.pool, { ...input, supporterId });
  if (!row?.thing_id) return undefined;
  const closed = input.month !== undefined && input.month !== row.month;
  const refusal = closed ? new Refusal('month-closed', ['month']) : whyNotGiven(row);
  if (!refusal) platform.live.changed(`thing:${row.thing_id}`);
  // A thing that came while the statement waited for the month is flattred, and not shown: it shows what was there when it began.
  const thing = row.id === null ? (await showThing(platform, { id: row.thing_id }))?.thing : shownThing(row);
  return thing && { thing, month: asMonth(row.month), flattrs: row.flattrs, refusal };
};

type Asked = GivingInput & { readonly supporterId: UserId };

type Row = Outcome & {
  readonly nth: number;
  readonly month: string;
  readonly thing_id: ThingId | null;
  readonly flattrs: number;
} & (ShownRow | { readonly id: null });

const give = askTogether(async (pool, asked: readonly Asked[]) => {
  const { rows } = await pool
    .query<Row>({
      name: 'give-flattrs',
      text: giving,
      values: [
        asked.map(({ supporterId }) => supporterId),
        asked.map(({ by }) => ('thingId' in by ? by.thingId : null)),
        asked.map(({ by }) => ('url' in by ? by.url : null)),
        asked.map(({ weight }) => weight),
        asked.map(({ month }) => month),
      ],
    })
    .catch((error: unknown) => {
      if (guardOf(error) === 'FL005') return { rows: [] };
      throw error;
    });
  return inPlaces(asked, rows);
});

const giving = `
  SELECT g.*, ${shownColumns}, flattr_count_now(g.thing_id, g.month) AS flattrs
  FROM give_flattrs_now($1, $2, $3, $4, $5) g LEFT JOIN things t ON t.id = g.thing_id LEFT JOIN users u ON u.id = t.creator_id`;
