import type { Sql } from '@flattr/database';
import type { ChargeId } from '../ids.ts';
import { asMonth, type Day } from '../month.ts';
import type { DisputedCharge } from './dispute-row.ts';
import { readMonthParts } from './month-parts.ts';
import type { FundedMonth } from './plan-dispute.ts';

/**
 * The months that a charge funded, newest first: what of it went into each, and the fee and shares that its supporter's month
 * became, by the rule; less what disputes want of them already.
 */
export const readFundedMonths = async (
  sql: Sql,
  { supporterId, chargeId }: DisputedCharge,
): Promise<readonly FundedMonth[]> => {
  const months: FundedMonth[] = [];
  for (const { month, drawn, available_on: availableOn } of await readDrawn(sql, chargeId))
    months.push({
      month: asMonth(month),
      drawnMicros: BigInt(drawn),
      parts: await readMonthParts(sql, { supporterId, month: asMonth(month), availableOn }),
    });
  return months;
};

type Drawn = { month: string; drawn: string; available_on: Day };

const readDrawn = async (sql: Sql, chargeId: ChargeId): Promise<readonly Drawn[]> => {
  const { rows } = await sql.query<Drawn>(
    `SELECT s.month, s.amount_micros - coalesce((
         SELECT sum(p.wanted_micros) FROM dispute_parts p
         JOIN disputes d ON d.id = p.dispute_id AND d.returned_transaction_id IS NULL
         WHERE d.charge_id = s.charge_id AND p.month = s.month), 0) AS drawn,
       given.available_on::text
     FROM settled_sources s JOIN charges c ON c.id = s.charge_id
     JOIN settled_supporters given ON given.month = s.month AND given.supporter_id = c.supporter_id AND given.currency = c.currency
     WHERE s.charge_id = $1 ORDER BY s.month DESC`,
    [chargeId],
  );
  return rows;
};
