import type { Sql } from '@flattr/database';
import type { UserId } from '../ids.ts';
import type { Currency } from '../money.ts';
import type { Day, Month } from '../month.ts';
import type { DisputeFacts, FundedMonth } from './plan-dispute.ts';

/**
 * What of the earnings that come from some months is in no payout and no dispute, and not orphaned. The creators' payees are held until the
 * transaction ends: no payout of theirs is planned meanwhile.
 */
export const holdUnpaidEarnings = async (
  sql: Sql,
  currency: Currency,
  months: readonly FundedMonth[],
): Promise<DisputeFacts['unpaid']> => {
  const creators = months.flatMap(({ parts }) =>
    parts.flatMap((part) => (part.kind === 'EARNINGS' ? [part.creatorId] : [])),
  );
  await sql.query(
    'SELECT FROM payees WHERE creator_id = ANY ($1::uuid[]) ORDER BY creator_id FOR NO KEY UPDATE',
    [creators],
  );
  const { rows } = await sql.query<{ month: string; creator_id: UserId; day: Day; micros: string }>(
    `SELECT e.month, e.creator_id, e.available_on::text AS day, e.amount_micros - coalesce((
         SELECT sum(part.amount_micros) FROM payout_parts part JOIN payouts p ON p.id = part.payout_id AND p.state <> 'FAILED'
         WHERE part.creator_id = e.creator_id AND part.currency = e.currency AND part.month = e.month
           AND part.available_on = e.available_on), 0) - coalesce((
         SELECT sum(part.taken_micros) FROM dispute_parts part
         JOIN disputes d ON d.id = part.dispute_id AND d.returned_transaction_id IS NULL
         WHERE part.creator_id = e.creator_id AND part.currency = e.currency AND part.month = e.month
           AND part.available_on = e.available_on), 0) - orphaned_of(e.creator_id, e.currency, e.month, e.available_on) AS micros
     FROM earnings e WHERE e.creator_id = ANY ($1::uuid[]) AND e.month = ANY ($2::text[]) AND e.currency = $3`,
    [creators, months.map(({ month }) => month), currency],
  );
  const left = new Map(rows.map((row) => [`${row.month} ${row.creator_id} ${row.day}`, BigInt(row.micros)]));
  return (month: Month, creatorId, day) => left.get(`${month} ${creatorId} ${day}`) ?? 0n;
};
