import { forgetOld } from './access/forget-old.ts';
import { bringLooksForward } from './claims/bring-looks-forward.ts';
import { dueEscrows } from './escrow/due-escrows.ts';
import type { Job, RecordedJob } from './events.ts';
import { addDays, asMonth, monthEnd, monthOf } from './month.ts';
import { forgetEndedTokens } from './oauth/forget-ended-tokens.ts';
import { forgetUnusedApps } from './oauth/forget-unused-apps.ts';
import type { Platform } from './platform.ts';

/**
 * Rings again for recorded work that is not done, for a month that the clock has passed by, and for one that it has come
 * to without anybody having recorded that its standing flattrs fire, and for money that nobody came for in time; looks after
 * payouts that are not at the bank yet; wakes the look at claims, earlier where payouts come near, and at those who left whose time has come; and forgets
 * what is over of clients' keys, sessions, attempts, tokens of apps and apps that nobody agreed to.
 */
export const sweep = async (platform: Platform): Promise<void> => {
  const { pool, queue, clock, policy } = platform;
  const { rows } = await pool.query<{ id: string; job: Job['name']; payload: Job['payload'] }>(
    `SELECT id, job, payload FROM outbox WHERE done_at IS NULL
       AND created_at < clock_timestamp() - make_interval(secs => $1) ORDER BY created_at LIMIT 1000`,
    [policy.sweepSeconds],
  );
  await queue.ring(
    rows.map(
      (row) =>
        ({ outboxId: row.id, job: { name: row.job, payload: row.payload } as Job }) satisfies RecordedJob,
    ),
  );
  const months = await pool.query<SweptMonth>(
    `SELECT m.month, m.published_at, m.challenge_days, f.month IS NOT NULL AS fires FROM months m
     LEFT JOIN standing_flattr_firings f ON f.month = m.month WHERE m.state <> 'PAID'`,
  );
  const now = await clock.now();
  const due = months.rows.some((row) => dueAt(row) <= now);
  if (due || !months.rows.some(({ month, fires }) => month === monthOf(now) && fires)) {
    await queue.nudge({ name: 'turn-months', payload: {} });
  }
  if (await escrowIsDue(platform)) await queue.nudge({ name: 'return-escrows', payload: {} });
  await sweepPayouts(platform);
  await bringLooksForward(platform);
  const claims = await pool.query('SELECT FROM claims WHERE next_check_at <= flattr_now() LIMIT 1');
  if (claims.rowCount) await queue.nudge({ name: 'stand-claims', payload: {} });
  const leavings = await pool.query('SELECT FROM leavings WHERE next_look_at <= flattr_now() LIMIT 1');
  if (leavings.rowCount) await queue.nudge({ name: 'settle-leavings', payload: {} });
  await forgetOld(platform);
  await forgetEndedTokens(platform);
  await forgetUnusedApps(platform);
};

/** Whether an escrow waits that goes back by now. */
const escrowIsDue = async ({ pool }: Platform): Promise<boolean> => {
  const { rowCount } = await pool.query(`SELECT ${dueEscrows} LIMIT 1`);
  return rowCount === 1;
};

/** Payouts that wait for the balance are asked for again, and those on their way to a bank once a day. */
const sweepPayouts = async ({ pool, queue }: Pick<Platform, 'pool' | 'queue'>): Promise<void> => {
  const waiting = await pool.query("SELECT FROM payouts WHERE state = 'WAITING' LIMIT 1");
  if (waiting.rowCount) await queue.nudge({ name: 'release-payouts', payload: {} });
  const { rows } = await pool.query<{ id: string }>(
    `UPDATE payouts SET looked_up_at = flattr_now() WHERE id IN (SELECT id FROM payouts
       WHERE state = 'TRANSFERRED' AND provider_payout_id IS NOT NULL
         AND coalesce(looked_up_at, transferred_at) < flattr_now() - interval '1 day' LIMIT 100 FOR UPDATE SKIP LOCKED)
     RETURNING id`,
  );
  for (const { id } of rows) await queue.nudge({ name: 'follow-payout', payload: { payoutId: id } });
};

type SweptMonth = { month: string; published_at: Date | null; challenge_days: number; fires: boolean };

/** When a month next has something to do: its cut, or its payouts once it is published. */
const dueAt = ({ month, published_at: publishedAt, challenge_days: challengeDays }: SweptMonth): Date =>
  publishedAt ? addDays(publishedAt, challengeDays) : monthEnd(asMonth(month));
