import { type Sql, transaction } from '@flattr/database';
import { type RecordedJob, recordJobs } from '../events.ts';
import type { Platform } from '../platform.ts';
import type { WebhookAnswer } from '../ports.ts';
import { disableEndpoint } from './disable-endpoint.ts';
import type { Due } from './hold-due.ts';
import { failingDaysMax } from './retry-schedule.ts';

/** What a call means for its delivery. */
export type Outcome =
  | { readonly state: 'SUCCEEDED' }
  | { readonly state: 'PENDING'; readonly retrySeconds: number }
  | { readonly state: 'FAILED'; readonly gone?: true };

type Answer = WebhookAnswer & { readonly durationMs: number };

/**
 * Writes a call into the log, says when its delivery is tried again or that it has ended, and lets go of the endpoint. One that
 * is gone, or has failed for days without one success, is disabled, and its owner hears of it by mail.
 */
export const markAttempt = async (
  { pool, queue }: Platform,
  due: Due,
  answer: Answer,
  outcome: Outcome,
): Promise<void> => {
  const recorded = await transaction(pool, async (sql) => {
    const { rows } = await sql.query<{ failing_long: boolean | null }>(
      `UPDATE webhook_endpoints SET busy_until = NULL,
         failing_since = CASE WHEN $2 THEN NULL ELSE coalesce(failing_since, flattr_now()) END
       WHERE id = $1 RETURNING failing_since <= flattr_now() - make_interval(days => $3) AS failing_long`,
      [due.endpointId, outcome.state === 'SUCCEEDED', failingDaysMax],
    );
    if (!rows[0] || !(await writeAttempt(sql, due, answer, outcome))) return [];
    const isGone = outcome.state === 'FAILED' && outcome.gone;
    if (!isGone && !rows[0].failing_long) return [];
    return giveUp(sql, due.endpointId, isGone ? 'GONE' : 'FAILING');
  });
  await queue.ring(recorded);
};

/** False if another worker has written this call's number already. */
const writeAttempt = async (
  sql: Sql,
  { id, attempts }: Due,
  answer: Answer,
  outcome: Outcome,
): Promise<boolean> => {
  const retrySeconds = outcome.state === 'PENDING' ? outcome.retrySeconds : null;
  const { rowCount } = await sql.query(
    `UPDATE webhook_deliveries SET attempts = attempts + 1, state = $3,
       failures = failures + CASE $3 WHEN 'SUCCEEDED' THEN 0 ELSE 1 END,
       next_attempt_at = flattr_now() + make_interval(secs => $4),
       ended_at = CASE $3 WHEN 'PENDING' THEN NULL ELSE flattr_now() END
     WHERE id = $1 AND attempts = $2 AND state = 'PENDING'`,
    [id, attempts, outcome.state, retrySeconds],
  );
  if (!rowCount) return false;
  const answered = answer.outcome === 'answered' ? answer : undefined;
  await sql.query(
    `INSERT INTO webhook_attempts (delivery_id, attempt, duration_ms, status, trouble, response)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [
      id,
      attempts + 1,
      answer.durationMs,
      answered?.status,
      answer.outcome === 'refused' ? answer.why : null,
      answered?.text,
    ],
  );
  return true;
};

const giveUp = async (
  sql: Sql,
  endpointId: string,
  reason: 'GONE' | 'FAILING',
): Promise<readonly RecordedJob[]> =>
  (await disableEndpoint(sql, endpointId, reason))
    ? recordJobs(sql, [{ name: 'mail-webhook-disabled', payload: { endpointId } }])
    : [];
