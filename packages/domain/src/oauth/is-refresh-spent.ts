import type { Platform } from '../platform.ts';
import { oauthHash, refreshPrefix } from './oauth-token.ts';

/** Whether a refresh token stands no more: it was used, or ended with its family. */
export const isRefreshSpent = async ({ pool }: Platform, token: string): Promise<boolean> => {
  const { rowCount } = await pool.query(
    'SELECT FROM oauth_refresh_tokens WHERE token = $1 AND revoked IS NULL AND expires_at > clock_timestamp()',
    [oauthHash(token.slice(refreshPrefix.length))],
  );
  return rowCount === 0;
};
