import type { Platform } from '../platform.ts';
import type { BankPayout } from '../ports.ts';
import { beginReturn } from './begin-return.ts';
import { readPayout } from './payout-row.ts';

/** Writes what the provider says now of a bank payout: PAID, or on its way back, be it after it was paid. */
export const applyBankPayout = async (platform: Platform, bank: BankPayout): Promise<void> => {
  const payout = await readPayout(platform.pool, 'bank_reference', bank.reference);
  if (!payout) return;
  if (bank.state === 'failed')
    return beginReturn(platform, payout, bank.failure ?? 'The bank refused it.', bank.id);
  await platform.pool.query(
    `UPDATE payouts SET looked_up_at = flattr_now(), provider_payout_id = $2, state = $3,
       ended_at = CASE $3 WHEN 'PAID' THEN flattr_now() END
     WHERE id = $1 AND state = 'TRANSFERRED'`,
    [payout.id, bank.id, bank.state === 'paid' ? 'PAID' : 'TRANSFERRED'],
  );
};
