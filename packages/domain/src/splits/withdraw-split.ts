import { transaction } from '@flattr/database';
import type { UserId } from '../ids.ts';
import type { Platform } from '../platform.ts';
import { Refusal } from '../refusal.ts';
import { endProposal, lockProposal } from './proposal-row.ts';

/**
 * Takes a proposal back that its proposer made and that is not in force yet. Refuses, in this order: `proposal-unknown`,
 * `proposal-ended`, `split-in-force`.
 */
export const withdrawSplit = ({ pool }: Platform, proposerId: UserId, splitId: string): Promise<void> =>
  transaction(pool, async (sql) => {
    const { id, proposedBy, ended, inForce } = await lockProposal(sql, splitId, proposerId);
    if (proposedBy !== proposerId) throw new Refusal('proposal-unknown', ['proposal']);
    if (ended) throw new Refusal('proposal-ended', ['proposal']);
    if (inForce) throw new Refusal('split-in-force', ['proposal']);
    await endProposal(sql, id, proposerId);
  });
