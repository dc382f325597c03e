import type { Sql } from '@flattr/database';
import type { OrphanId, UserId } from '../ids.ts';
import { earnings, orphaned } from '../ledger/accounts.ts';
import { postTransfer } from '../ledger/post.ts';
import { move } from '../ledger/transfer.ts';
import { type Currency, currencyOf, type Money, money } from '../money.ts';

/**
 * Gives one amount that is kept to somebody's earnings, once, from where it goes to their bank as all earnings do: `CLAIMED` by
 * whoever showed the receipt, or `GIVEN` to the charity. Undefined if it has ended. It counts for the last month that is
 * published, and is free at once.
 */
export const releaseOrphan = async (
  sql: Sql,
  orphanId: OrphanId,
  to: UserId,
  state: 'CLAIMED' | 'GIVEN',
): Promise<Money | undefined> => {
  const { rows } = await sql.query<{ currency: string; micros: string }>(
    `SELECT currency, amount_micros AS micros FROM orphans WHERE id = $1 AND state = 'KEPT' FOR NO KEY UPDATE`,
    [orphanId],
  );
  const [kept] = rows;
  if (!kept) return undefined;
  const amount = money(BigInt(kept.micros), currencyOf(kept.currency));
  const sides = { from: orphaned(amount.currency), to: earnings(to, amount.currency) };
  const position = await postTransfer(
    sql,
    move('orphan-released', `orphan-released:${orphanId}`, { ...sides, micros: amount.micros }),
  );
  await sql.query(
    `UPDATE orphans SET state = $2, released_to = $3, released_transaction_id = $4, released_at = flattr_now() WHERE id = $1`,
    [orphanId, state, to, position],
  );
  await writeEarning(sql, to, amount.currency, amount.micros);
  return amount;
};

/** An earning stays as it was written: where there is one of that month and day, it is free a day later. */
const writeEarning = async (sql: Sql, to: UserId, currency: Currency, micros: bigint): Promise<void> => {
  const { rowCount } = await sql.query(
    `INSERT INTO earnings (month, creator_id, currency, available_on, amount_micros, released)
     SELECT last.month, $1, $2, today.day + later, $3, true
     FROM (SELECT month FROM months WHERE state IN ('PUBLISHED', 'PAID') ORDER BY month DESC LIMIT 1) AS last
     CROSS JOIN (SELECT (flattr_now() AT TIME ZONE 'UTC')::date AS day) AS today
     CROSS JOIN generate_series(0, 10000) AS later
     WHERE NOT EXISTS (SELECT FROM earnings e WHERE e.month = last.month AND e.creator_id = $1 AND e.currency = $2
       AND e.available_on = today.day + later)
     ORDER BY later LIMIT 1`,
    [to, currency, micros],
  );
  if (!rowCount) throw new Error('no month is published yet: what is kept can be given out once one is');
};
