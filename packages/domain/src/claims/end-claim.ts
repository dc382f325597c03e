import type { Sql } from '@flattr/database';
import type { RecordedJob } from '../events.ts';
import { lockHost } from './claim-row.ts';
import { writeDecided } from './write-decided.ts';

/** Withdraws a claim, with the site if it stood, and decides anew how its rivals stand; nothing for one that is withdrawn. */
export const endClaim = async (sql: Sql, host: string, claimId: string): Promise<readonly RecordedJob[]> => {
  const claims = await lockHost(sql, host);
  const { rows } = await sql.query<{ now: Date }>(
    `UPDATE claims SET state = 'WITHDRAWN', withdrawn_at = flattr_now(), next_check_at = NULL
     WHERE id = $1 AND state <> 'WITHDRAWN' RETURNING withdrawn_at AS now`,
    [claimId],
  );
  const [withdrawn] = rows;
  if (!withdrawn) return [];
  await sql.query('UPDATE sites SET ended_at = flattr_now() WHERE claim_id = $1 AND ended_at IS NULL', [
    claimId,
  ]);
  return writeDecided(
    sql,
    claims.filter((claim) => claim.id !== claimId),
    withdrawn.now,
  );
};
