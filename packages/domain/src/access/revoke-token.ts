import { isId, type UserId } from '../ids.ts';
import type { Platform } from '../platform.ts';
import { Refusal } from '../refusal.ts';

/** Ends a token of one's own at once. Revoking it again changes nothing; refuses `token-unknown`. */
export const revokeToken = async ({ pool }: Platform, userId: UserId, tokenId: string): Promise<void> => {
  if (!isId(tokenId)) throw new Refusal('token-unknown', ['id']);
  const { rowCount } = await pool.query(
    'UPDATE tokens SET revoked_at = coalesce(revoked_at, flattr_now()) WHERE id = $1 AND user_id = $2',
    [tokenId, userId],
  );
  if (!rowCount) throw new Refusal('token-unknown', ['id']);
};
