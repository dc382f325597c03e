import type { Reader } from '@flattr/database';
import type { ThingId, UserId } from '../ids.ts';
import { type Currency, currencyOf, type Money, money } from '../money.ts';
import { asMonth, type Day, type Month } from '../month.ts';

export type EarningsThing = { readonly thingId: ThingId; readonly amount: Money; readonly flattrs: number };
export type EarningsDay = { readonly day: Day; readonly amount: Money };

/** What a creator earned in a month and currency: by thing, most first; and by the day from which it is available. */
export type EarningsMonth = {
  readonly month: Month;
  readonly currency: Currency;
  readonly amount: Money;
  readonly things: readonly EarningsThing[];
  readonly availableOn: readonly EarningsDay[];
};

type ThingRow = { month: string; currency: string; thing_id: ThingId; micros: string; flattrs: number };
type DayRow = { month: string; currency: string; day: Day; micros: string };

/** What a creator earned, month by month, newest first, and within a month by currency. */
export const readEarnings = async (reader: Reader, creatorId: UserId): Promise<readonly EarningsMonth[]> => {
  const things = await reader.query<ThingRow>(
    `SELECT month, currency, thing_id, amount_micros AS micros, flattrs FROM thing_sums WHERE creator_id = $1
     ORDER BY month DESC, currency, amount_micros DESC, thing_id`,
    [creatorId],
  );
  const days = await reader.query<DayRow>(
    `SELECT month, currency, available_on::text AS day, amount_micros AS micros FROM earnings WHERE creator_id = $1
     ORDER BY available_on`,
    [creatorId],
  );
  const groups = Map.groupBy(things.rows, (row) => `${row.month} ${row.currency}`);
  return [...groups.values()].flatMap((rows) => (rows[0] ? [monthOfRows(rows[0], rows, days.rows)] : []));
};

const monthOfRows = (
  first: ThingRow,
  things: readonly ThingRow[],
  days: readonly DayRow[],
): EarningsMonth => {
  const currency = currencyOf(first.currency);
  const sum = (micros: string) => money(BigInt(micros), currency);
  return {
    month: asMonth(first.month),
    currency,
    amount: money(
      things.reduce((total, row) => total + BigInt(row.micros), 0n),
      currency,
    ),
    things: things.map((row) => ({ thingId: row.thing_id, amount: sum(row.micros), flattrs: row.flattrs })),
    availableOn: days
      .filter((row) => row.month === first.month && row.currency === first.currency)
      .map((row) => ({ day: row.day, amount: sum(row.micros) })),
  };
};
