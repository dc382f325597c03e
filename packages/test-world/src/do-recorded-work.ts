import type { Job } from '@flattr/domain/events';
import type { Platform } from '@flattr/domain/platform';
import { doJob } from '@flattr/worker';

/** Does all recorded work, and what it leads to, in order and in this process: a worker without a queue. */
export const doRecordedWork = async (platform: Platform): Promise<void> => {
  for (;;) {
    const { rows } = await platform.pool.query<{ id: string; job: Job['name']; payload: Job['payload'] }>(
      'SELECT id, job, payload FROM outbox WHERE done_at IS NULL ORDER BY id',
    );
    if (rows.length === 0) return;
    for (const { id, job, payload } of rows) await doJob(platform, job, { outboxId: id, payload });
  }
};
