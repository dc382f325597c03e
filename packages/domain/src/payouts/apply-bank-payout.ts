import { transaction } from '@flattr/database';
import { recordJobs } from '../events.ts';
import type { Platform } from '../platform.ts';
import type { BankPayout } from '../ports.ts';
import { newsJobs } from '../webhooks/news-jobs.ts';
import { beginReturn } from './begin-return.ts';
import { readPayout } from './payout-row.ts';

/** Writes what the provider says now of a bank payout: PAID, or on its way back, be it after it was paid. */
export const applyBankPayout = async (platform: Platform, bank: BankPayout): Promise<void> => {
  const payout = await readPayout(platform.pool, 'bank_reference', bank.reference);
  if (!payout) return;
  if (bank.state === 'failed')
    return beginReturn(platform, payout, bank.failure ?? 'The bank refused it.', bank.id);
  const recorded = await transaction(platform.pool, async (sql) => {
    const { rowCount } = await sql.query(
      `UPDATE payouts SET looked_up_at = flattr_now(), provider_payout_id = $2, state = $3,
         ended_at = CASE $3 WHEN 'PAID' THEN flattr_now() END
       WHERE id = $1 AND state = 'TRANSFERRED'`,
      [payout.id, bank.id, bank.state === 'paid' ? 'PAID' : 'TRANSFERRED'],
    );
    if (!rowCount || bank.state !== 'paid') return [];
    const news = { event: 'payout.paid', ownerId: payout.creatorId, payoutId: payout.id } as const;
    return recordJobs(sql, await newsJobs(sql, [news]));
  });
  await platform.queue.ring(recorded);
};
