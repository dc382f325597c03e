import type { Reader, Sql } from '@flattr/database';
import { type ClaimId, isId, type UserId } from '../ids.ts';
import { Refusal } from '../refusal.ts';
import type { ClaimState, LiveClaim } from './claim-states.ts';

type Row = {
  id: ClaimId;
  user_id: UserId;
  site: string;
  host: string;
  nonce: string;
  handle: string;
  state: ClaimState;
  proven_at: Date | null;
  waiting_since: Date | null;
  stood_at: Date | null;
  checked_at: Date | null;
  seen_at: Date | null;
  missing_since: Date | null;
  next_check_at: Date | null;
  just_checked: boolean;
};

/** A claim with what a look at its proof has to know. */
export type ClaimRow = LiveClaim & {
  readonly host: string;
  readonly nonce: string;
  readonly handle: string;
  readonly justChecked: boolean;
};

const read = `
  SELECT c.*, u.handle, c.checked_at > flattr_now() - interval '10 seconds' IS TRUE AS just_checked
  FROM claims c JOIN users u ON u.id = c.user_id`;

const claimOf = (row: Row): ClaimRow => ({
  id: row.id,
  userId: row.user_id,
  site: row.site,
  host: row.host,
  nonce: row.nonce,
  handle: row.handle,
  state: row.state,
  provenAt: row.proven_at,
  waitingSince: row.waiting_since,
  stoodAt: row.stood_at,
  checkedAt: row.checked_at,
  seenAt: row.seen_at,
  missingSince: row.missing_since,
  nextCheckAt: row.next_check_at,
  justChecked: row.just_checked,
});

export const readClaims = async (reader: Reader, ids: readonly string[]): Promise<readonly ClaimRow[]> =>
  (await reader.query<Row>(`${read} WHERE c.id = ANY ($1) ORDER BY c.id`, [ids])).rows.map(claimOf);

/** A user's own claim that is not withdrawn. Refuses `claim-unknown`, `claim-withdrawn`. */
export const readOwnClaim = async (reader: Reader, userId: UserId, claimId: string): Promise<ClaimRow> => {
  const [claim] = isId(claimId) ? await readClaims(reader, [claimId]) : [];
  if (claim?.userId !== userId) throw new Refusal('claim-unknown', ['claim']);
  if (claim.state === 'WITHDRAWN') throw new Refusal('claim-withdrawn', ['claim']);
  return claim;
};

/** Holds a host, so that all that is decided about its claims comes one after the other, and reads those not withdrawn. */
export const lockHost = async (sql: Sql, host: string): Promise<readonly ClaimRow[]> => {
  await sql.query('SELECT pg_advisory_xact_lock(72, hashtext($1))', [host]);
  const { rows } = await sql.query<Row>(
    `${read} WHERE c.host = $1 AND c.state <> 'WITHDRAWN' ORDER BY c.id`,
    [host],
  );
  return rows.map(claimOf);
};
