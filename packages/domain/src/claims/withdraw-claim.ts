import { transaction } from '@flattr/database';
import type { UserId } from '../ids.ts';
import type { Platform } from '../platform.ts';
import { lockHost, readOwnClaim } from './claim-row.ts';
import { writeDecided } from './write-decided.ts';

/**
 * Gives a claim up for good, with the site if it stood: rivals are free from then on. Things that became the user's stay
 * theirs. Refuses, in this order: `claim-unknown`, `claim-withdrawn`.
 */
export const withdrawClaim = async (
  { pool, queue }: Platform,
  userId: UserId,
  claimId: string,
): Promise<void> => {
  const { id, host } = await readOwnClaim(pool, userId, claimId);
  const jobs = await transaction(pool, async (sql) => {
    const claims = await lockHost(sql, host);
    const { rows } = await sql.query<{ now: Date }>(
      `UPDATE claims SET state = 'WITHDRAWN', withdrawn_at = flattr_now(), next_check_at = NULL
       WHERE id = $1 AND state <> 'WITHDRAWN' RETURNING withdrawn_at AS now`,
      [id],
    );
    const [withdrawn] = rows;
    if (!withdrawn) return [];
    await sql.query('UPDATE sites SET ended_at = flattr_now() WHERE claim_id = $1 AND ended_at IS NULL', [
      id,
    ]);
    return writeDecided(
      sql,
      claims.filter((claim) => claim.id !== id),
      withdrawn.now,
    );
  });
  await queue.ring(jobs);
};
