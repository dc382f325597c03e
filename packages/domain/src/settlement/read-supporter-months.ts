import type { Reader } from '@flattr/database';
import type { UserId } from '../ids.ts';
import { currencyOf, type Money, money } from '../money.ts';
import { asMonth, type Month } from '../month.ts';

/** What became of a supporter's budget in a settled month: budget and wallet at the cut, spent (with its fee), kept. */
export type SupporterMonth = {
  readonly supporterId: UserId;
  readonly month: Month;
  readonly budget: Money;
  readonly spent: Money;
  readonly fee: Money;
  readonly kept: Money;
  readonly flattrs: number;
};

type Row = {
  month: string;
  currency: string;
  budget: string;
  wallet: string;
  spent: string;
  fee: string;
  flattrs: number;
};

/** A supporter's settled months, or one of them alone, newest first; a month in which two wallets stood is there once per currency. */
export const readSupporterMonths = async (
  reader: Reader,
  supporterId: UserId,
  month?: Month,
): Promise<readonly SupporterMonth[]> => {
  const { rows } = await reader.query<Row>(
    `SELECT s.month, s.currency, s.budget_micros AS budget, s.wallet_micros AS wallet, s.spent_micros AS spent,
       s.fee_micros AS fee, s.flattrs
     FROM settled_supporters s JOIN months m ON m.month = s.month AND m.state IN ('SETTLED', 'PUBLISHED', 'PAID')
     WHERE s.supporter_id = $1 AND ($2::text IS NULL OR s.month = $2) ORDER BY s.month DESC, s.currency`,
    [supporterId, month],
  );
  return rows.map((row) => {
    const sum = (micros: bigint) => money(micros, currencyOf(row.currency));
    return {
      supporterId,
      month: asMonth(row.month),
      budget: sum(BigInt(row.budget)),
      spent: sum(BigInt(row.spent)),
      fee: sum(BigInt(row.fee)),
      kept: sum(BigInt(row.wallet) - BigInt(row.spent)),
      flattrs: row.flattrs,
    };
  });
};
