import type { Reader, Sql } from '@flattr/database';
import type { Month } from './month.ts';
import type { WebhookNews } from './webhooks/event-types.ts';

/** The jobs by name, with what each is told. A job reads the truth from the database and may run any number of times. */
export type Jobs = {
  'turn-months': Record<string, never>;
  'settle-shards': { readonly month: Month };
  'top-up-wallet': { readonly supporterId: string; readonly month: Month };
  'apply-webhook-event': { readonly eventId: string };
  'release-payouts': Record<string, never>;
  'send-payout': { readonly payoutId: string };
  'send-to-bank': { readonly payoutId: string };
  'return-payout': { readonly payoutId: string };
  'follow-payout': { readonly payoutId: string };
  'mail-payout': { readonly payoutId: string };
  'release-escrow': { readonly creatorId: string };
  'return-escrows': Record<string, never>;
  'send-refund': { readonly refundId: string };
  'mail-refund': { readonly refundId: string };
  'apply-refund': { readonly providerId: string };
  'apply-dispute': { readonly providerId: string };
  'mail-dispute': { readonly disputeId: string };
  'mail-charge': { readonly chargeId: string };
  'forget-cards': { readonly supporterId: string };
  'mail-payout-failed': { readonly payoutId: string };
  'mail-payouts-restricted': { readonly creatorId: string };
  'fire-standing-flattrs': { readonly month: Month };
  'settle-leaving': { readonly userId: string };
  'settle-leavings': Record<string, never>;
  'mail-leaving': { readonly userId: string; readonly news: 'left' | 'settled' };
  reconcile: Record<string, never>;
  'stand-claims': Record<string, never>;
  'adopt-things': { readonly siteId: string };
  'tell-webhooks': WebhookNews;
  'deliver-webhooks': { readonly endpointId: string };
  'mail-webhook-disabled': { readonly endpointId: string };
  'mail-claim': { readonly claimId: string; readonly news: 'frozen' | 'standing' | 'suspended' };
};

export type JobName = keyof Jobs;

export type Job = { readonly [N in JobName]: { readonly name: N; readonly payload: Jobs[N] } }[JobName];

/** A row of the outbox: the id by which the job reports that it is done. */
export type RecordedJob = { readonly outboxId: string; readonly job: Job };

/** Records, within the transaction that decides them, jobs that must be done once it is committed. */
export const recordJobs = async (sql: Sql, jobs: readonly Job[]): Promise<readonly RecordedJob[]> => {
  if (jobs.length === 0) return [];
  const { rows } = await sql.query<{ id: string; job: JobName; payload: Job['payload'] }>(
    `INSERT INTO outbox (job, payload)
     SELECT job, payload::jsonb FROM unnest($1::text[], $2::text[]) AS new (job, payload) RETURNING id, job, payload`,
    [jobs.map((job) => job.name), jobs.map((job) => JSON.stringify(job.payload))],
  );
  return rows.map((row) => ({ outboxId: row.id, job: { name: row.job, payload: row.payload } as Job }));
};

export const markJobDone = async (reader: Reader, outboxId: string): Promise<void> => {
  await reader.query('UPDATE outbox SET done_at = clock_timestamp() WHERE id = $1 AND done_at IS NULL', [
    outboxId,
  ]);
};
