import { transaction } from '@flattr/database';
import { recordJobs } from '../events.ts';
import type { UserId } from '../ids.ts';
import type { Platform } from '../platform.ts';
import { Refusal } from '../refusal.ts';
import { lockHost, readOwnClaim } from './claim-row.ts';

/**
 * Says for the owner of a site that they do not take part, or that they do again. While the claim owns the site nothing in it has
 * a page or takes a flattr, and what waits for it goes back to those who gave it; a claim that still waits takes effect so once
 * it stands. Refuses, in this order: `claim-unknown`, `claim-withdrawn`, `claim-not-proven`.
 */
export const refuseFlattrs = async (
  { pool, queue }: Platform,
  userId: UserId,
  { claimId, refuses }: { readonly claimId: string; readonly refuses: boolean },
): Promise<void> => {
  const { id, host } = await readOwnClaim(pool, userId, claimId);
  const recorded = await transaction(pool, async (sql) => {
    const claim = (await lockHost(sql, host)).find((one) => one.id === id);
    if (!claim) throw new Refusal('claim-withdrawn', ['claim']);
    if (refuses && !['WAITING', 'FROZEN', 'STANDING'].includes(claim.state))
      throw new Refusal('claim-not-proven', ['claim']);
    const { rowCount } = await sql.query(
      `UPDATE claims SET refuses_since = CASE WHEN $2 THEN flattr_now() END
       WHERE id = $1 AND (refuses_since IS NOT NULL) <> $2`,
      [id, refuses],
    );
    if (!rowCount || claim.state !== 'STANDING') return [];
    if (refuses) return recordJobs(sql, [{ name: 'return-escrows', payload: {} }]);
    const { rows } = await sql.query<{ id: string }>(
      'SELECT id FROM sites WHERE claim_id = $1 AND ended_at IS NULL',
      [id],
    );
    return recordJobs(
      sql,
      rows.map(({ id: siteId }) => ({ name: 'adopt-things', payload: { siteId } })),
    );
  });
  await queue.ring(recorded);
};
