import { type Sql, transaction } from '@flattr/database';
import { recordJobs } from '../events.ts';
import type { UserId } from '../ids.ts';
import { balancesOf } from '../ledger/balance.ts';
import type { Platform } from '../platform.ts';
import { inOpenMonth } from '../settlement/in-open-month.ts';
import { emptyWallet } from './empty-wallet.ts';
import { endTakingPart } from './end-taking-part.ts';
import { payWhatIsEarned } from './pay-what-is-earned.ts';

/** At the latest so long after they left the last mail is sent, and 20 days later the address is erased without it. */
const mailDays = 180;

/**
 * Does what is left to do for somebody who left: their wallet goes back to their cards, their earnings to their bank, and what
 * cannot reach them is orphaned. Once nothing is left they are told by a last mail, after which nobody knows their address.
 * It may run any number of times, and goes on with what comes back later.
 */
export const settleLeaving = async (platform: Platform, userId: UserId): Promise<void> => {
  const { pool } = platform;
  const { rowCount } = await pool.query('SELECT FROM leavings WHERE user_id = $1', [userId]);
  if (!rowCount) return;
  await inOpenMonth(platform, undefined, (sql, open) => endTakingPart(sql, userId, open));
  for (const { currency, micros } of await balancesOf(pool, 'wallet', userId))
    if (micros > 0n) await emptyWallet(platform, userId, currency);
  const more = await moreMayCome(platform, userId);
  for (const { currency, micros } of await balancesOf(pool, 'earnings', userId))
    if (micros > 0n) await payWhatIsEarned(platform, userId, currency, more);
  const recorded = await transaction(pool, async (sql) => {
    const ended = !more && !(await somethingIsLeft(sql, userId));
    const { rows } = await sql.query<{ mails: boolean }>(
      `UPDATE leavings SET next_look_at = flattr_now() + CASE WHEN $2 AND address IS NULL THEN interval '7 days' ELSE interval '6 hours' END,
         ended_at = CASE WHEN $2 THEN coalesce(ended_at, flattr_now()) ELSE ended_at END,
         address = CASE WHEN left_at > flattr_now() - make_interval(days => $3 + 20) THEN address END
       WHERE user_id = $1
       RETURNING address IS NOT NULL AND ($2 OR left_at < flattr_now() - make_interval(days => $3)) AS mails`,
      [userId, ended, mailDays],
    );
    return rows[0]?.mails ? recordLastMail(sql, userId) : [];
  });
  await platform.queue.ring(recorded);
};

/** After the first mail, and one at a time: it erases the address, and then there is none any more. */
const recordLastMail = async (sql: Sql, userId: UserId) => {
  const { rowCount } = await sql.query(
    `SELECT FROM outbox WHERE done_at IS NULL AND job = 'mail-leaving' AND payload ->> 'userId' = $1`,
    [userId],
  );
  return rowCount ? [] : recordJobs(sql, [{ name: 'mail-leaving', payload: { userId, news: 'settled' } }]);
};

/** Whether a month in which they took part is not published yet. */
const moreMayCome = async ({ pool }: Platform, userId: UserId): Promise<boolean> => {
  const { rowCount } = await pool.query(
    `SELECT FROM months m JOIN leavings l ON l.user_id = $1
     WHERE m.state IN ('OPEN', 'CUT', 'SETTLED') AND m.month < month_of(l.left_at) LIMIT 1`,
    [userId],
  );
  return rowCount !== 0;
};

/** Whether money of theirs is here, on its way, or not decided. */
const somethingIsLeft = async (sql: Sql, userId: UserId): Promise<boolean> => {
  const { rowCount } = await sql.query(
    `SELECT WHERE EXISTS (SELECT FROM ledger_accounts a JOIN ledger_entries e ON e.account_id = a.id
         WHERE a.owner_id = $1 AND a.kind IN ('wallet', 'earnings') GROUP BY a.id HAVING sum(e.amount_micros) <> 0)
       OR EXISTS (SELECT FROM refunds WHERE supporter_id = $1 AND state = 'INTENT')
       OR EXISTS (SELECT FROM payouts WHERE creator_id = $1 AND state IN ('WAITING', 'INTENT', 'TRANSFERRED', 'RETURNING'))
       OR EXISTS (SELECT FROM disputes WHERE supporter_id = $1 AND (state = 'OPEN' OR waits))
       OR EXISTS (SELECT FROM charges WHERE supporter_id = $1 AND state = 'INTENT' AND created_at > flattr_now() - interval '2 days')`,
    [userId],
  );
  return rowCount !== 0;
};
