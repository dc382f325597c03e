import type pg from 'pg';

/** Revokes the tokens of somebody whose address is proven for the first time by a link: whoever made them may not be its owner. */
export const revokeTokens = async (pool: pg.Pool, userId: string): Promise<void> => {
  await pool.query('UPDATE tokens SET revoked_at = flattr_now() WHERE user_id = $1 AND revoked_at IS NULL', [
    userId,
  ]);
};
