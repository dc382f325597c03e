import { randomBytes } from 'node:crypto';
import { claimableSite } from '@flattr/domain/claims/claimable-site';
import { type ClaimId, newId, type SiteId, type UserId } from '@flattr/domain/ids';
import { Refusal } from '@flattr/domain/refusal';
import type pg from 'pg';

/**
 * Gives somebody a site by the owner's SQL, as if their claim had stood for long: nobody looks for a proof of it, since there is
 * none. What they have already they are not given again; of one in another's site the longer counts, as ever.
 */
export const plantSite = async (owner: pg.Pool, ownerId: UserId, address: string): Promise<void> => {
  const site = claimableSite(address);
  if (site instanceof Refusal) throw site;
  const { rows } = await owner.query<{ owner: UserId | null }>('SELECT site_owner($1) AS owner', [site.url]);
  if (rows[0]?.owner === ownerId) return;
  await owner.query(
    `WITH claim AS (
       INSERT INTO claims (id, user_id, site, host, nonce, state, proven_at, waiting_since, stood_at, checked_at, seen_at)
       SELECT $1, $2, $3, $4, $5, 'STANDING', now, now, now, now, now FROM flattr_now() AS now RETURNING id
     ) INSERT INTO sites (id, url, owner_id, claim_id) SELECT $6, $3, $2, id FROM claim`,
    [newId<ClaimId>(), ownerId, site.url, site.host, randomBytes(16).toString('hex'), newId<SiteId>()],
  );
};
