import type { Job, RecordedJob } from './events.ts';
import { addDays, asMonth, monthEnd, monthOf } from './month.ts';
import type { Platform } from './platform.ts';

/**
 * Rings again for recorded work that is not done, for a month that the clock has passed by, and for one that it has come
 * to without anybody having recorded that its standing flattrs fire.
 */
export const sweep = async ({ pool, queue, clock, policy }: Platform): Promise<void> => {
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
};

type SweptMonth = { month: string; published_at: Date | null; challenge_days: number; fires: boolean };

/** When a month next has something to do: its cut, or its payouts once it is published. */
const dueAt = ({ month, published_at: publishedAt, challenge_days: challengeDays }: SweptMonth): Date =>
  publishedAt ? addDays(publishedAt, challengeDays) : monthEnd(asMonth(month));
