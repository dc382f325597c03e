import type { Sql } from '@flattr/database';
import { type RecordedJob, recordJobs } from '../events.ts';

/** Records the disputes that wait for a month to be settled or a refund to end: each is asked for again. */
export const recordWaitingDisputes = async (sql: Sql): Promise<readonly RecordedJob[]> => {
  const { rows } = await sql.query<{ kind: 'DISPUTE' | 'REFUND'; provider_id: string }>(
    'SELECT kind, provider_id FROM disputes WHERE waits ORDER BY id',
  );
  return recordJobs(
    sql,
    rows.map(({ kind, provider_id: providerId }) => ({
      name: kind === 'REFUND' ? 'apply-refund' : 'apply-dispute',
      payload: { providerId },
    })),
  );
};
