import { randomBytes } from 'node:crypto';
import type { Month } from '../month.ts';
import type { Platform } from '../platform.ts';

/** Opens a month: its fee, days of challenge and secret are frozen from here on. Opening it again changes nothing. */
export const openMonth = async ({ pool, policy }: Platform, month: Month): Promise<void> => {
  await pool.query('SELECT open_month($1, $2, $3, $4)', [
    month,
    policy.feeBasisPoints,
    policy.challengeDays,
    randomBytes(32),
  ]);
};
