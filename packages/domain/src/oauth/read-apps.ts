import { isId, type OAuthAppId, type UserId } from '../ids.ts';
import type { Platform } from '../platform.ts';

export type OAuthApp = {
  readonly id: OAuthAppId;
  readonly clientId: string;
  readonly ownerId: UserId | null;
  readonly name: string;
  readonly website: string;
  readonly redirectUris: readonly string[];
  readonly isConfidential: boolean;
  /** Whether it is the instance's own; another one without an owner registered itself. */
  readonly isOurs: boolean;
  readonly createdAt: Date;
};

export const appColumns = `a.id, a.client_id AS "clientId", a.user_id AS "ownerId", a.name, a.website,
  a.redirect_uris AS "redirectUris", a.secret_hash IS NOT NULL AS "isConfidential", a.is_ours AS "isOurs", a.created_at AS "createdAt"`;

/** The apps that somebody registered, newest first. */
export const readApps = async ({ pool }: Platform, ownerId: UserId): Promise<readonly OAuthApp[]> => {
  const { rows } = await pool.query<OAuthApp>(
    `SELECT ${appColumns} FROM oauth_apps a WHERE a.user_id = $1 ORDER BY a.id DESC`,
    [ownerId],
  );
  return rows;
};

/** An app by its client id, whoever registered it. */
export const findApp = async ({ pool }: Platform, clientId: string): Promise<OAuthApp | undefined> => {
  const { rows } = await pool.query<OAuthApp>(
    `SELECT ${appColumns} FROM oauth_apps a WHERE a.client_id = $1`,
    [clientId],
  );
  return rows[0];
};

/** An app of one's own by its id. */
export const findOwnApp = async (
  { pool }: Platform,
  ownerId: UserId,
  id: string,
): Promise<OAuthApp | undefined> => {
  if (!isId(id)) return undefined;
  const { rows } = await pool.query<OAuthApp>(
    `SELECT ${appColumns} FROM oauth_apps a WHERE a.id = $1 AND a.user_id = $2`,
    [id, ownerId],
  );
  return rows[0];
};
