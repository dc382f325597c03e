import { randomBytes } from 'node:crypto';
import { type ClaimId, newId, type UserId } from '../ids.ts';
import type { Platform } from '../platform.ts';
import { Refusal } from '../refusal.ts';
import { refuseUnverified } from '../users/refuse-unverified.ts';
import { claimableSite } from './claimable-site.ts';

const claimsMax = 50;

/**
 * Starts a user's claim to a site, with a nonce of its own; one that is there already is given again. Nothing is theirs by
 * that. Refuses what `claimableSite` finds, `email-unverified` and `too-many-claims`.
 */
export const startClaim = async ({ pool }: Platform, userId: UserId, input: string): Promise<ClaimId> => {
  const site = claimableSite(input);
  if (site instanceof Refusal) throw site;
  await refuseUnverified(pool, userId);
  const { rows } = await pool.query<{ id: ClaimId }>(
    `INSERT INTO claims (id, user_id, site, host, nonce)
     SELECT $1, $2, $3, $4, $5
     WHERE (SELECT count(*) FROM claims WHERE user_id = $2 AND state <> 'WITHDRAWN' AND site <> $3) < $6
     ON CONFLICT (user_id, site) WHERE state <> 'WITHDRAWN' DO UPDATE SET state = claims.state RETURNING id`,
    [newId<ClaimId>(), userId, site.url, site.host, randomBytes(16).toString('hex'), claimsMax],
  );
  const [started] = rows;
  if (!started) throw new Refusal('too-many-claims', ['site']);
  return started.id;
};
