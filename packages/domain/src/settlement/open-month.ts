import { randomBytes } from 'node:crypto';
import type { Month } from '../month.ts';
import type { Platform } from '../platform.ts';

/** Opens a month: its fee and its secret are frozen from here on. Opening it again changes nothing. */
export const openMonth = async ({ pool, policy }: Platform, month: Month): Promise<void> => {
  await pool.query('SELECT open_month($1, $2, $3)', [month, policy.feeBasisPoints, randomBytes(32)]);
};
