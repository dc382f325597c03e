import { transaction } from '@flattr/database';
import { recordJobs } from '../events.ts';
import type { UserId } from '../ids.ts';
import type { Platform } from '../platform.ts';
import { Refusal } from '../refusal.ts';

/**
 * Takes a supporter's card away, here at once and at the provider as soon as it answers: nothing fills the wallet by itself any
 * more, and what is in it stays and counts. Refuses `no-card`.
 */
export const removeCard = async (platform: Platform, supporterId: UserId): Promise<void> => {
  const recorded = await transaction(platform.pool, async (sql) => {
    // The provider counts whole seconds, and a card that is saved after this one is gone shall stand.
    const { rowCount } = await sql.query(
      `UPDATE payers SET provider_method_id = NULL, card_at = date_trunc('second', flattr_now())
       WHERE supporter_id = $1 AND provider_method_id IS NOT NULL`,
      [supporterId],
    );
    if (!rowCount) throw new Refusal('no-card');
    return recordJobs(sql, [{ name: 'forget-cards', payload: { supporterId } }]);
  });
  await platform.queue.ring(recorded);
};
