import type { Reader } from '@flattr/database';
import type { UserId } from '../ids.ts';
import { Refusal } from '../refusal.ts';

/** Refuses with `email-unverified` whoever has not proven their e-mail address: what is said to them there has to reach them. */
export const refuseUnverified = async (sql: Reader, userId: UserId): Promise<void> => {
  const { rowCount } = await sql.query('SELECT FROM users WHERE id = $1 AND email_verified', [userId]);
  if (rowCount === 0) throw new Refusal('email-unverified');
};
