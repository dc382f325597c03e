import type { UserId } from '../ids.ts';
import type { Platform } from '../platform.ts';
import { Refusal } from '../refusal.ts';
import { inOpenMonth } from '../settlement/in-open-month.ts';
import { enforceIfAccepted, lockProposal } from './proposal-row.ts';

/**
 * Accepts a beneficiary's part of a proposal. The last one to accept puts it in force whole, from the month that the clock
 * is in by then. Refuses, in this order: `proposal-unknown`, `proposal-ended`, `already-accepted`.
 */
export const acceptSplit = (platform: Platform, beneficiaryId: UserId, splitId: string): Promise<void> =>
  inOpenMonth(platform, undefined, async (sql, open) => {
    const { id, named, ended, accepted } = await lockProposal(sql, splitId, beneficiaryId);
    if (!named) throw new Refusal('proposal-unknown', ['proposal']);
    if (ended) throw new Refusal('proposal-ended', ['proposal']);
    if (accepted) throw new Refusal('already-accepted', ['proposal']);
    await sql.query(
      'UPDATE split_parts SET accepted_at = flattr_now() WHERE split_id = $1 AND beneficiary_id = $2',
      [id, beneficiaryId],
    );
    await enforceIfAccepted(sql, id, open);
  });
