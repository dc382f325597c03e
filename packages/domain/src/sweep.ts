import type { Job, RecordedJob } from './events.ts';
import { addDays, asMonth, type Month, monthEnd, monthOf } from './month.ts';
import type { Platform } from './platform.ts';

/** A recorded job that is not done after this long is rung for again. */
const patienceSeconds = 30;

/** Rings again for recorded work that is not done, and for a month that the clock has passed by. */
export const sweep = async ({ pool, queue, clock, policy }: Platform): Promise<void> => {
  const { rows } = await pool.query<{ id: string; job: Job['name']; payload: Job['payload'] }>(
    `SELECT id, job, payload FROM outbox WHERE done_at IS NULL
       AND created_at < clock_timestamp() - make_interval(secs => $1) ORDER BY created_at LIMIT 1000`,
    [patienceSeconds],
  );
  await queue.ring(
    rows.map(
      (row) =>
        ({ outboxId: row.id, job: { name: row.job, payload: row.payload } as Job }) satisfies RecordedJob,
    ),
  );
  const months = await pool.query<{ month: string; published_at: Date | null }>(
    "SELECT month, published_at FROM months WHERE state <> 'PAID'",
  );
  const now = await clock.now();
  const due = months.rows.some(
    ({ month, published_at: publishedAt }) => dueAt(asMonth(month), publishedAt, policy.challengeDays) <= now,
  );
  if (due || !months.rows.some(({ month }) => month === monthOf(now))) {
    await queue.nudge({ name: 'turn-months', payload: {} });
  }
};

/** When a month next has something to do: its cut, or its payouts once it is published. */
const dueAt = (month: Month, publishedAt: Date | null, challengeDays: number): Date =>
  publishedAt ? addDays(publishedAt, challengeDays) : monthEnd(month);
