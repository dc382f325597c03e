import { randomBytes } from 'node:crypto';
import type { Reader } from '@flattr/database';
import type { UserId } from '../ids.ts';
import { receiptCode, receiptHash } from './receipt-code.ts';

/** Makes a code by which somebody who left can ask for what is kept of theirs; it is told this once, and only its hash is kept. */
export const issueReceipt = async (reader: Reader, userId: UserId): Promise<string> => {
  const code = receiptCode(randomBytes(16));
  await reader.query('INSERT INTO leaving_receipts (hash, user_id) VALUES ($1, $2)', [
    receiptHash(code),
    userId,
  ]);
  return code;
};
