import type { Sql } from '@flattr/database';
import { isId, nobody, type SplitId, type ThingId, type UserId } from '../ids.ts';
import type { Month } from '../month.ts';
import { Refusal } from '../refusal.ts';

/** A proposal as one of those whom it concerns meets it. */
export type Proposal = {
  readonly id: SplitId;
  readonly proposedBy: UserId;
  readonly inForce: boolean;
  readonly ended: boolean;
  /** Whether this user is a beneficiary, and has accepted. */
  readonly named: boolean;
  readonly accepted: boolean;
};

type Row = {
  proposed_by: UserId;
  in_force: boolean;
  ended: boolean;
  named: boolean;
  accepted: boolean;
};

/**
 * Reads a proposal that concerns this user, with its thing held, so that all that is done to one thing's splits comes one
 * after the other. Refuses `proposal-unknown`, also where it is somebody else's.
 */
export const lockProposal = async (sql: Sql, splitId: string, userId: UserId): Promise<Proposal> => {
  const unknown = () => new Refusal('proposal-unknown', ['proposal']);
  if (!isId(splitId)) throw unknown();
  await sql.query(
    `SELECT FROM things WHERE id = (SELECT thing_id FROM splits WHERE id = $1) FOR NO KEY UPDATE`,
    [splitId],
  );
  const { rows } = await sql.query<Row>(
    `SELECT s.proposed_by, s.from_month IS NOT NULL AS in_force, s.ended_at IS NOT NULL AS ended,
       p.split_id IS NOT NULL AS named, p.accepted_at IS NOT NULL AS accepted
     FROM splits s LEFT JOIN split_parts p ON p.split_id = s.id AND p.beneficiary_id = $2 WHERE s.id = $1`,
    [splitId, userId],
  );
  const [row] = rows;
  if (!row || (!row.named && row.proposed_by !== userId)) throw unknown();
  const { in_force, proposed_by, ...rest } = row;
  return { id: splitId as SplitId, proposedBy: proposed_by, inForce: in_force, ...rest };
};

/** Holds a thing, and says whose it is, nobody's too; undefined if there is none. */
export const lockThing = async (sql: Sql, thingId: ThingId): Promise<UserId | undefined> => {
  const { rows } = await sql.query<{ owner: UserId }>(
    'SELECT coalesce(creator_id, $2) AS owner FROM things WHERE id = $1 FOR NO KEY UPDATE',
    [thingId, nobody],
  );
  return rows[0]?.owner;
};

/** Puts a proposal in force for the open month, whole, if everybody has accepted by now. */
export const enforceIfAccepted = async (sql: Sql, splitId: SplitId, open: Month): Promise<boolean> => {
  const { rowCount } = await sql.query(
    `UPDATE splits SET from_month = $2, in_force_at = flattr_now() WHERE id = $1
       AND NOT EXISTS (SELECT FROM split_parts WHERE split_id = $1 AND accepted_at IS NULL)`,
    [splitId, open],
  );
  return rowCount === 1;
};

/** Ends an open proposal, before it is in force. */
export const endProposal = async (sql: Sql, splitId: SplitId, endedBy: UserId): Promise<void> => {
  await sql.query('UPDATE splits SET ended_at = flattr_now(), ended_by = $2 WHERE id = $1', [
    splitId,
    endedBy,
  ]);
};
