import { transaction } from '@flattr/database';
import { recordJobs } from '../events.ts';
import type { Platform } from '../platform.ts';

/** Reads from the provider how a creator's account stands; one that can be paid no more has its creator told, once. */
export const refreshPayee = async ({ pool, gateway, queue }: Platform, accountId: string): Promise<void> => {
  const { state, requirements, disabledReason } = await gateway.fetchPayee(accountId);
  const recorded = await transaction(pool, async (sql) => {
    const { rows } = await sql.query<{ creator_id: string; payouts_enabled: boolean }>(
      'SELECT creator_id, payouts_enabled FROM payees WHERE provider_account_id = $1 FOR NO KEY UPDATE',
      [accountId],
    );
    const [before] = rows;
    if (!before) return [];
    await sql.query(
      `UPDATE payees SET payouts_enabled = $2, state = $3, requirements = $4, disabled_reason = $5
       WHERE provider_account_id = $1`,
      [accountId, state === 'READY', state, requirements, disabledReason],
    );
    if (!before.payouts_enabled || state === 'READY') return [];
    return recordJobs(sql, [{ name: 'mail-payouts-restricted', payload: { creatorId: before.creator_id } }]);
  });
  await queue.ring(recorded);
};
