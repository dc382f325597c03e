import type { Reader } from '@flattr/database';
import type { UserId } from '../ids.ts';
import { type Currency, currencyOf, type Money, money } from '../money.ts';
import { asMonth, type Day, type Month } from '../month.ts';

export type EarningsDay = { readonly day: Day; readonly amount: Money };

/** What somebody earned in a month and currency, all of it and by the day from which it is available. */
export type EarningsMonth = {
  readonly creatorId: UserId;
  readonly month: Month;
  readonly currency: Currency;
  readonly amount: Money;
  readonly availableOn: readonly EarningsDay[];
};

type Row = { month: string; currency: string; day: Day; micros: string };

/** What somebody earned, month by month or in one month alone, newest first, and within a month by currency. */
export const readEarnings = async (
  reader: Reader,
  creatorId: UserId,
  month?: Month,
): Promise<readonly EarningsMonth[]> => {
  const { rows } = await reader.query<Row>(
    `SELECT month, currency, available_on::text AS day, amount_micros AS micros FROM earnings
     WHERE creator_id = $1 AND ($2::text IS NULL OR month = $2) ORDER BY month DESC, currency, available_on`,
    [creatorId, month],
  );
  const groups = Map.groupBy(rows, (row) => `${row.month} ${row.currency}`);
  return [...groups.values()].flatMap((days) => (days[0] ? [monthOfDays(creatorId, days[0], days)] : []));
};

const monthOfDays = (creatorId: UserId, first: Row, days: readonly Row[]): EarningsMonth => {
  const currency = currencyOf(first.currency);
  const availableOn = days.map(({ day, micros }) => ({ day, amount: money(BigInt(micros), currency) }));
  return {
    creatorId,
    month: asMonth(first.month),
    currency,
    amount: money(
      availableOn.reduce((total, { amount }) => total + amount.micros, 0n),
      currency,
    ),
    availableOn,
  };
};
