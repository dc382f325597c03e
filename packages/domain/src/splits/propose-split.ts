import type { Sql } from '@flattr/database';
import { newId, type SplitId, type ThingId, type UserId } from '../ids.ts';
import type { Platform } from '../platform.ts';
import { Refusal } from '../refusal.ts';
import { inOpenMonth } from '../settlement/in-open-month.ts';
import { isHandle } from '../users/handle.ts';
import { enforceIfAccepted, lockThing } from './proposal-row.ts';
import { checkParts, type Part, type PartInput } from './split-parts.ts';

export type SplitInput = { readonly thingId: ThingId; readonly parts: readonly PartInput[] };

/**
 * Proposes how a thing of this creator is shared, in place of a proposal that is open. Who proposes accepts by it; where
 * nobody else is named, it is in force at once. Refuses, in this order: what `checkParts` finds, `thing-unknown`,
 * `not-your-thing`, `beneficiary-unknown`.
 */
export const proposeSplit = async (
  platform: Platform,
  creatorId: UserId,
  { thingId, parts }: SplitInput,
): Promise<SplitId> => {
  const checked = checkParts(parts);
  if (checked instanceof Refusal) throw checked;
  return inOpenMonth(platform, undefined, async (sql, open) => {
    const owner = await lockThing(sql, thingId);
    if (!owner) throw new Refusal('thing-unknown', ['thing']);
    if (owner !== creatorId) throw new Refusal('not-your-thing', ['thing']);
    const named = await findBeneficiaries(sql, checked);
    const splitId = await writeProposal(sql, creatorId, thingId, named);
    await enforceIfAccepted(sql, splitId, open);
    return splitId;
  });
};

const findBeneficiaries = async (sql: Sql, parts: readonly PartInput[]): Promise<readonly Part[]> => {
  const { rows } = await sql.query<{ id: UserId; handle: string }>(
    'SELECT id, handle FROM users WHERE handle = ANY ($1)',
    [parts.map(({ handle }) => handle).filter(isHandle)],
  );
  const ids = new Map(rows.map(({ id, handle }) => [handle, id]));
  return parts.map(({ handle, basisPoints }, index) => {
    const beneficiaryId = ids.get(handle);
    if (!beneficiaryId) throw new Refusal('beneficiary-unknown', ['parts', `${index}`, 'handle']);
    return { beneficiaryId, basisPoints };
  });
};

const writeProposal = async (
  sql: Sql,
  proposerId: UserId,
  thingId: ThingId,
  parts: readonly Part[],
): Promise<SplitId> => {
  await sql.query(
    `UPDATE splits SET ended_at = flattr_now(), ended_by = $2
     WHERE thing_id = $1 AND from_month IS NULL AND ended_at IS NULL`,
    [thingId, proposerId],
  );
  const id = newId<SplitId>();
  await sql.query('INSERT INTO splits (id, thing_id, proposed_by) VALUES ($1, $2, $3)', [
    id,
    thingId,
    proposerId,
  ]);
  await sql.query(
    `INSERT INTO split_parts (split_id, beneficiary_id, basis_points, accepted_at)
     SELECT $1, beneficiary_id, basis_points, CASE WHEN beneficiary_id = $2 THEN flattr_now() END
     FROM unnest($3::uuid[], $4::int[]) AS new (beneficiary_id, basis_points)`,
    [
      id,
      proposerId,
      parts.map(({ beneficiaryId }) => beneficiaryId),
      parts.map(({ basisPoints }) => basisPoints),
    ],
  );
  return id;
};
