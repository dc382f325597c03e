import { transaction } from '@flattr/database';
import { recordJobs } from '../events.ts';
import { clearing, earnings } from '../ledger/accounts.ts';
import { postTransfer } from '../ledger/post.ts';
import { move } from '../ledger/transfer.ts';
import type { Platform } from '../platform.ts';
import { newsJobs } from '../webhooks/news-jobs.ts';
import type { PayoutRow } from './payout-row.ts';

/** Gives a creator back what came back of a payout, to the micro and once: it becomes FAILED, and its parts are free again. */
export const finishReturn = async (
  platform: Platform,
  { id, creatorId, currency, micros }: PayoutRow,
  reversalId: string,
): Promise<void> => {
  const recorded = await transaction(platform.pool, async (sql) => {
    const { rowCount } = await sql.query(
      `UPDATE payouts SET state = 'FAILED', provider_reversal_id = $2, ended_at = flattr_now(),
         failure = coalesce(failure, 'The transfer was taken back.')
       WHERE id = $1 AND state IN ('TRANSFERRED', 'PAID', 'RETURNING')`,
      [id, reversalId],
    );
    if (!rowCount) return [];
    const sides = { from: clearing(currency), to: earnings(creatorId, currency) };
    await postTransfer(sql, move('payout-reversed', `payout-reversed:${id}`, { ...sides, micros }));
    const told = await newsJobs(sql, [{ event: 'payout.failed', ownerId: creatorId, payoutId: id }]);
    return recordJobs(sql, [{ name: 'mail-payout-failed', payload: { payoutId: id } }, ...told]);
  });
  await platform.queue.ring(recorded);
};
