import { transaction } from '@flattr/database';
import type { UserId } from '../ids.ts';
import type { Platform } from '../platform.ts';
import { readOwnClaim } from './claim-row.ts';
import { endClaim } from './end-claim.ts';

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
  const jobs = await transaction(pool, (sql) => endClaim(sql, host, id));
  await queue.ring(jobs);
};
