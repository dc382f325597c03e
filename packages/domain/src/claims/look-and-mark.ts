import { randomBytes } from 'node:crypto';
import { transaction } from '@flattr/database';
import type { Platform } from '../platform.ts';
import type { ClaimRow } from './claim-row.ts';
import { lockHost } from './claim-row.ts';
import { afterLook } from './claim-states.ts';
import { lookForProof } from './look-for-proof.ts';
import { writeDecided } from './write-decided.ts';

/**
 * Looks for a claim's proof, and then, in a transaction that asks no network, marks what was found and decides how it and its
 * rivals stand. A claim that was withdrawn meanwhile stays so.
 */
export const lookAndMark = async (
  { pool, fetcher, queue, policy }: Platform,
  claim: ClaimRow,
): Promise<void> => {
  const { site, nonce, handle } = claim;
  const challenge = randomBytes(32).toString('hex');
  const findings = await lookForProof(fetcher, { site, nonce, handle, origin: policy.origin }, challenge);
  const proven = findings.some(({ outcome }) => outcome === 'found');
  const jobs = await transaction(pool, async (sql) => {
    const claims = await lockHost(sql, claim.host);
    if (!claims.some(({ id }) => id === claim.id)) return [];
    const { rows } = await sql.query<{ now: Date }>(
      'UPDATE claims SET findings = $2, checked_at = flattr_now(), look_owed_since = NULL WHERE id = $1 RETURNING checked_at AS now',
      [claim.id, JSON.stringify(findings)],
    );
    const [marked] = rows;
    if (!marked) return [];
    const looked = claims.map((one) => (one.id === claim.id ? afterLook(one, proven, marked.now) : one));
    return writeDecided(sql, looked, marked.now);
  });
  await queue.ring(jobs);
};
