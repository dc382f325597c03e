import type { Sql } from '@flattr/database';
import { type Job, type RecordedJob, recordJobs } from '../events.ts';
import { newId, type SiteId } from '../ids.ts';
import { decideStates, type LiveClaim } from './claim-states.ts';

/**
 * Decides how the claims of a host stand and writes it, within the transaction that holds the host: a claim that comes to
 * stand has its site from then on. Returns what has to be done once it is committed.
 */
export const writeDecided = async (
  sql: Sql,
  claims: readonly LiveClaim[],
  now: Date,
): Promise<readonly RecordedJob[]> => {
  const decided = decideStates(claims, now);
  const jobs: Job[] = [];
  // What falls first makes way for what rises.
  for (const claim of decided.toSorted((one, other) => rank(one) - rank(other))) {
    await writeClaim(sql, claim);
    const before = claims.find(({ id }) => id === claim.id);
    if (before?.state !== claim.state) jobs.push(...(await enter(sql, claim)));
  }
  return recordJobs(sql, jobs);
};

const rank = ({ state }: LiveClaim): number => (state === 'STANDING' ? 1 : 0);

const writeClaim = (sql: Sql, claim: LiveClaim) =>
  sql.query(
    `UPDATE claims SET state = $2, proven_at = $3, waiting_since = $4, stood_at = $5, checked_at = $6, seen_at = $7,
       missing_since = $8, next_check_at = $9 WHERE id = $1`,
    [
      claim.id,
      claim.state,
      claim.provenAt,
      claim.waitingSince,
      claim.stoodAt,
      claim.checkedAt,
      claim.seenAt,
      claim.missingSince,
      claim.nextCheckAt,
    ],
  );

/** What follows from a claim's new state. */
const enter = async (sql: Sql, { id, state, site, userId }: LiveClaim): Promise<readonly Job[]> => {
  const tell = (news: 'frozen' | 'standing' | 'suspended'): Job => ({
    name: 'mail-claim',
    payload: { claimId: id, news },
  });
  if (state === 'FROZEN') return [tell('frozen')];
  if (state === 'SUSPENDED') return [tell('suspended')];
  if (state !== 'STANDING') return [];
  await sql.query(
    'UPDATE sites SET ended_at = flattr_now() WHERE url = $1 AND claim_id <> $2 AND ended_at IS NULL',
    [site, id],
  );
  const { rows } = await sql.query<{ id: SiteId }>(
    `INSERT INTO sites (id, url, owner_id, claim_id) VALUES ($1, $2, $3, $4)
     ON CONFLICT (claim_id) DO UPDATE SET ended_at = NULL RETURNING id`,
    [newId<SiteId>(), site, userId, id],
  );
  const [made] = rows;
  if (!made) throw new Error(`the site of the claim ${id} was not written`);
  return [{ name: 'adopt-things', payload: { siteId: made.id } }, tell('standing')];
};
