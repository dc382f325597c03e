import type { Platform } from '../platform.ts';

/** Forgets tokens of apps, and codes of devices, whose time is over. */
export const forgetEndedTokens = async ({ pool }: Platform): Promise<void> => {
  for (const table of ['oauth_access_tokens', 'oauth_refresh_tokens', 'oauth_device_codes'])
    await pool.query(`DELETE FROM ${table} WHERE expires_at < clock_timestamp() - interval '1 day'`);
};
