import type { Reader } from '@flattr/database';
import type { UserId } from '../ids.ts';

/** How many recovery codes somebody has not used; 0 without an authenticator app. */
export const readRecoveryCodesLeft = async (sql: Reader, userId: UserId): Promise<number> => {
  const { rows } = await sql.query<{ left: number }>(
    'SELECT jsonb_array_length(recovery_codes::jsonb) AS left FROM two_factors WHERE user_id = $1 AND verified',
    [userId],
  );
  return rows[0]?.left ?? 0;
};
