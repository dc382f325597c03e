import type { OAuthGrantId, UserId } from '../ids.ts';
import type { Platform } from '../platform.ts';

/** An app that somebody agreed may act for them. */
export type OAuthGrant = {
  readonly id: OAuthGrantId;
  readonly clientId: string;
  /** Scopes, and `offline_access`. */
  readonly scopes: readonly string[];
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
};

/** What somebody agreed to, newest first. */
export const readGrants = async ({ pool }: Platform, userId: UserId): Promise<readonly OAuthGrant[]> => {
  const { rows } = await pool.query<OAuthGrant>(
    `SELECT id, client_id AS "clientId", scopes, created_at AS "createdAt", last_used_at AS "lastUsedAt"
     FROM oauth_consents WHERE user_id = $1 ORDER BY id DESC`,
    [userId],
  );
  return rows;
};
