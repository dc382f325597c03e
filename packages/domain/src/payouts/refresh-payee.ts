import type { Platform } from '../platform.ts';

/** Reads from the provider whether a creator's account can be paid now. */
export const refreshPayee = async ({ pool, gateway }: Platform, accountId: string): Promise<void> => {
  const payee = await gateway.fetchPayee(accountId);
  await pool.query('UPDATE payees SET payouts_enabled = $2 WHERE provider_account_id = $1', [
    accountId,
    payee.payoutsEnabled,
  ]);
};
