import type { Platform } from '../platform.ts';

/** Forgets the keys of clients that are older than a week; who sends one again then asks anew. */
export const forgetKeys = async ({ pool }: Platform): Promise<void> => {
  await pool.query("DELETE FROM idempotency_keys WHERE begun_at < clock_timestamp() - interval '7 days'");
};
