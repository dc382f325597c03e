import { type ClaimId, isId, type UserId } from '../ids.ts';
import type { Platform } from '../platform.ts';
import { readClaims } from './claim-row.ts';
import { lookAndMark } from './look-and-mark.ts';

/**
 * Whether nothing about a creator's sites speaks against paying them now: each that is theirs stands, and its proof was seen
 * within a day or is there at a look now. Without a site there is nothing to doubt. Called outside of transactions.
 */
export const siteStands = async (platform: Platform, creatorId: UserId): Promise<boolean> => {
  if (!isId(creatorId)) return false;
  const { pool } = platform;
  const stale = await pool.query<{ id: ClaimId }>(
    `SELECT c.id ${theirs} AND (c.checked_at IS NULL OR c.checked_at < flattr_now() - interval '1 day') ORDER BY c.id`,
    [creatorId],
  );
  for (const claim of await readClaims(
    pool,
    stale.rows.map(({ id }) => id),
  )) {
    await lookAndMark(platform, claim);
  }
  const { rowCount } = await pool.query(
    `SELECT ${theirs} AND (c.state <> 'STANDING' OR c.missing_since IS NOT NULL) LIMIT 1`,
    [creatorId],
  );
  return rowCount === 0;
};

const theirs = `FROM sites s JOIN claims c ON c.id = s.claim_id WHERE s.owner_id = $1 AND s.ended_at IS NULL`;
