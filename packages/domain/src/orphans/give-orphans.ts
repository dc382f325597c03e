import { transaction } from '@flattr/database';
import type { UserId } from '../ids.ts';
import type { Money } from '../money.ts';
import type { Platform } from '../platform.ts';
import { Refusal } from '../refusal.ts';
import { handleOf } from '../users/handle.ts';
import { readOrphans } from './read-orphans.ts';
import { releaseOrphan } from './release-orphan.ts';

/**
 * Gives what is kept out, each amount once: for a receipt to the user whom its owner names, and without one what was kept for
 * three years to the charity. Refuses `beneficiary-unknown`, and `receipt-unknown` where nothing is kept by the receipt.
 */
export const giveOrphans = async (
  platform: Platform,
  { to, receipt }: { readonly to: string; readonly receipt?: string | undefined },
): Promise<readonly Money[]> => {
  const userId = await findUser(platform, to);
  const kept = await readOrphans(platform.pool, receipt);
  if (receipt !== undefined && kept.length === 0) throw new Refusal('receipt-unknown');
  const given: Money[] = [];
  for (const { id, isDue } of kept) {
    if (receipt === undefined && !isDue) continue;
    const state = receipt === undefined ? 'GIVEN' : 'CLAIMED';
    const amount = await transaction(platform.pool, (sql) => releaseOrphan(sql, id, userId, state));
    if (amount) given.push(amount);
  }
  return given;
};

const findUser = async ({ db }: Platform, handle: string): Promise<UserId> => {
  const user = await db.user.findUnique({ where: { handle: handleOf(handle), leftAt: null } });
  if (!user) throw new Refusal('beneficiary-unknown', ['to']);
  return user.id as UserId;
};
