import type { UserId } from '../ids.ts';
import type { Platform } from '../platform.ts';
import { Refusal } from '../refusal.ts';
import { readOwnClaim } from './claim-row.ts';
import { lookAndMark } from './look-and-mark.ts';

/**
 * Looks now for the proof of a user's own claim, and keeps what was found where. Refuses, in this order: `claim-unknown`,
 * `claim-withdrawn`, `checked-just-now`.
 */
export const checkClaim = async (platform: Platform, userId: UserId, claimId: string): Promise<void> => {
  const claim = await readOwnClaim(platform.pool, userId, claimId);
  if (claim.justChecked) throw new Refusal('checked-just-now', ['claim']);
  await lookAndMark(platform, claim);
};
