import type { Sql } from '@flattr/database';
import type { ChargeId, ThingId, UserId } from '../ids.ts';
import { asMonth, type Day, type Month } from '../month.ts';
import { readMonth } from '../settlement/month-row.ts';
import { readGiven } from '../settlement/read-given.ts';
import { planAgain, readSettled } from '../settlement/read-month-shares.ts';
import type { FundedMonth, MonthPart } from './plan-dispute.ts';

/** What is still said by disputes that were not given back. */
const standing =
  'FROM dispute_parts p JOIN disputes d ON d.id = p.dispute_id AND d.returned_transaction_id IS NULL';

/**
 * The months that a charge funded, newest first: what of it went into each, and the fee and shares that its supporter's month
 * became, by the rule; less what disputes want of them already.
 */
export const readFundedMonths = async (
  sql: Sql,
  supporterId: UserId,
  chargeId: ChargeId,
): Promise<readonly FundedMonth[]> => {
  const { rows } = await sql.query<{ month: string; drawn: string; available_on: Day; currency: string }>(
    `SELECT s.month, s.amount_micros - coalesce((
         SELECT sum(p.wanted_micros) ${standing} WHERE d.charge_id = s.charge_id AND p.month = s.month), 0) AS drawn,
       given.available_on::text
     FROM settled_sources s JOIN charges c ON c.id = s.charge_id
     JOIN settled_supporters given ON given.month = s.month AND given.supporter_id = $1 AND given.currency = c.currency
     WHERE s.charge_id = $2 ORDER BY s.month DESC`,
    [supporterId, chargeId],
  );
  const months: FundedMonth[] = [];
  for (const { month, drawn, available_on: day } of rows)
    months.push({
      month: asMonth(month),
      drawnMicros: BigInt(drawn),
      parts: await readMonthParts(sql, supporterId, asMonth(month), day),
    });
  return months;
};

const readMonthParts = async (
  sql: Sql,
  supporterId: UserId,
  month: Month,
  availableOn: Day,
): Promise<readonly MonthPart[]> => {
  const row = await readMonth(sql, month);
  const settled = await readSettled(sql, supporterId, month);
  if (!row || !settled) throw new Error(`${month} is not settled for whom it spent of`);
  const plan = planAgain(row, supporterId, settled, await readGiven(sql, supporterId, month));
  const wanted = await readWanted(sql, supporterId, month);
  const shares = plan.shares.flatMap(({ thingId, parts }) =>
    parts.map(({ beneficiaryId: creatorId, micros }): MonthPart => {
      const left = micros - (wanted.get(`${thingId} ${creatorId}`) ?? 0n);
      return { kind: 'EARNINGS', thingId, creatorId, availableOn, micros: left };
    }),
  );
  const fee: MonthPart = { kind: 'FEE', micros: plan.feeMicros - (wanted.get('fee') ?? 0n) };
  return [fee, ...shares.sort(inOrder)];
};

const inOrder = (one: MonthPart, other: MonthPart): number => (nameOf(one) < nameOf(other) ? -1 : 1);

const nameOf = (part: MonthPart): string =>
  part.kind === 'FEE' ? 'fee' : `${part.thingId} ${part.creatorId}`;

/** What disputes want of a supporter's month already, by part. */
const readWanted = async (
  sql: Sql,
  supporterId: UserId,
  month: Month,
): Promise<ReadonlyMap<string, bigint>> => {
  type Row = { thing_id: ThingId | null; creator_id: UserId | null; micros: string };
  const { rows } = await sql.query<Row>(
    `SELECT p.thing_id, p.creator_id, sum(p.wanted_micros) AS micros ${standing}
     WHERE d.supporter_id = $1 AND p.month = $2 GROUP BY p.thing_id, p.creator_id`,
    [supporterId, month],
  );
  return new Map(
    rows.map((row) => [row.thing_id ? `${row.thing_id} ${row.creator_id}` : 'fee', BigInt(row.micros)]),
  );
};
