import { transaction } from '@flattr/database';
import { recordJobs } from '../events.ts';
import { isId, type UserId } from '../ids.ts';
import type { Platform } from '../platform.ts';
import type { SavedCard } from '../ports.ts';
import { writeCard } from './write-card.ts';

/**
 * Writes that a card was saved on the page that was opened for it, once, however often it is told; the next top-up charges it. The
 * cards before it are forgotten at the provider too.
 */
export const saveCard = async (platform: Platform, reference: string, card: SavedCard): Promise<void> => {
  const id = reference.replace(/^card:/, '');
  if (!isId(id)) {
    platform.log.warn({ reference }, 'a card of nobody here was told');
    return;
  }
  const recorded = await transaction(platform.pool, async (sql) => {
    const { rows } = await sql.query<{ supporter_id: UserId }>(
      'UPDATE card_setups SET saved_at = flattr_now() WHERE id = $1 AND saved_at IS NULL RETURNING supporter_id',
      [id],
    );
    const supporterId = rows[0]?.supporter_id;
    if (!supporterId) return [];
    await writeCard(sql, supporterId, card);
    return recordJobs(sql, [{ name: 'forget-cards', payload: { supporterId } }]);
  });
  await platform.queue.ring(recorded);
};
