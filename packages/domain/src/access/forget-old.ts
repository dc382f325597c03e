import type { Platform } from '../platform.ts';

/**
 * Forgets what has had its time: clients' keys after a week, attempts, codes that were tried, mailed links and sessions once they
 * are over, and what was played when its month is.
 */
export const forgetOld = async ({ pool }: Platform): Promise<void> => {
  for (const [table, over] of past) await pool.query(`DELETE FROM ${table} WHERE ${over}`);
};

// Whoever signs in, and how often, is told by the wall clock.
const past = [
  ['idempotency_keys', "begun_at < clock_timestamp() - interval '7 days'"],
  ['attempts', 'expire < extract(epoch FROM clock_timestamp()) * 1000'],
  ['tried_codes', "tried_at < clock_timestamp() - interval '10 minutes'"],
  ['verifications', 'expires_at < clock_timestamp()'],
  ['sessions', 'expires_at < clock_timestamp()'],
  // What was played is of a month of business time.
  ['listens', 'month < month_of(flattr_now())'],
] as const;
