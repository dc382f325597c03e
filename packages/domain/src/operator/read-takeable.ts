import type { Reader } from '@flattr/database';
import { currencyOf, type Money, money } from '../money.ts';

/**
 * What the operator may take, per currency: what `fees` holds, less the fees of months that are not PAID, and less what `costs`
 * and `losses` are below 0, which the operator bears.
 */
export const readTakeable = async (reader: Reader): Promise<readonly Money[]> => {
  const { rows } = await reader.query<{ currency: string; micros: string }>(
    `WITH held AS (
       SELECT a.kind, a.currency, sum(e.amount_micros) AS micros FROM ledger_accounts a
       JOIN ledger_entries e ON e.account_id = a.id WHERE a.kind IN ('fees', 'costs', 'losses') GROUP BY a.kind, a.currency
     ), unpaid AS (
       SELECT currency, sum(micros) AS micros FROM (
         SELECT s.currency, s.fee_micros AS micros FROM settled_supporters s JOIN months m ON m.month = s.month AND m.state <> 'PAID'
         UNION ALL
         SELECT p.currency, -p.taken_micros FROM dispute_parts p JOIN months m ON m.month = p.month AND m.state <> 'PAID'
         JOIN disputes d ON d.id = p.dispute_id AND d.returned_transaction_id IS NULL WHERE p.kind = 'FEE'
       ) AS fees GROUP BY currency
     )
     SELECT held.currency, greatest(0, sum(CASE held.kind WHEN 'fees' THEN held.micros ELSE least(held.micros, 0) END)
       - coalesce(max(unpaid.micros), 0)) AS micros
     FROM held LEFT JOIN unpaid ON unpaid.currency = held.currency GROUP BY held.currency ORDER BY held.currency`,
  );
  return rows.map(({ currency, micros }) => money(BigInt(micros), currencyOf(currency)));
};
