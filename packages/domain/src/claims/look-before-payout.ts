import type { UserId } from '../ids.ts';
import type { Platform } from '../platform.ts';
import { readClaims } from './claim-row.ts';
import { dueLooks } from './due-looks.ts';
import { lookAndMark } from './look-and-mark.ts';

/** A look that does not end is left to the next one of the sweep for so long. */
const triedAgainAfter = '10 minutes';

/**
 * Looks again, all at once, at the proofs of a creator's sites at which nobody looked for some days. What could not be looked
 * at is owed from then on, and holds back what that site earned until somebody has looked.
 */
export const lookBeforePayout = async (platform: Platform, creatorId: UserId): Promise<void> => {
  const { pool, policy, log } = platform;
  const { rows } = await pool.query<{ id: string }>(
    `SELECT id FROM claims WHERE user_id = $1 AND ${dueLooks('$2')} ORDER BY id`,
    [creatorId, policy.proofDays],
  );
  if (rows.length === 0) return;
  const ids = rows.map(({ id }) => id);
  // One by one: a statement that held several claims could wait for whoever decides a host, and they for it.
  for (const id of ids)
    await pool.query(
      `UPDATE claims SET look_owed_since = coalesce(look_owed_since, flattr_now()),
         next_check_at = flattr_now() + interval '${triedAgainAfter}' WHERE id = $1 AND state <> 'WITHDRAWN'`,
      [id],
    );
  await Promise.all(
    (await readClaims(pool, ids)).map((claim) =>
      lookAndMark(platform, claim).catch((error: Error) =>
        log.warn({ err: error, claim: claim.id }, 'a proof could not be looked at before a payout'),
      ),
    ),
  );
};
