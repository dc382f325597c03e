import { transaction } from '@flattr/database';
import type { UserId } from '../ids.ts';
import type { Platform } from '../platform.ts';
import { Refusal } from '../refusal.ts';
import { endProposal, lockProposal } from './proposal-row.ts';

/**
 * Declines a beneficiary's part of a proposal, also one accepted before, and ends the proposal by that: what was in force
 * stays. Refuses, in this order: `proposal-unknown`, `proposal-ended`, `split-in-force`.
 */
export const declineSplit = ({ pool }: Platform, beneficiaryId: UserId, splitId: string): Promise<void> =>
  transaction(pool, async (sql) => {
    const { id, named, ended, inForce } = await lockProposal(sql, splitId, beneficiaryId);
    if (!named) throw new Refusal('proposal-unknown', ['proposal']);
    if (ended) throw new Refusal('proposal-ended', ['proposal']);
    if (inForce) throw new Refusal('split-in-force', ['proposal']);
    await endProposal(sql, id, beneficiaryId);
  });
