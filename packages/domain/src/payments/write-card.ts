import type { Sql } from '@flattr/database';
import type { UserId } from '../ids.ts';
import type { SavedCard } from '../ports.ts';

/**
 * Makes a card the one that fills a supporter's wallet from now on, unless they have paid with another, saved another or removed
 * theirs since: the order in which it is told is nothing. Of two within one second the higher id stands.
 */
export const writeCard = async (sql: Sql, supporterId: UserId, card: SavedCard): Promise<void> => {
  await sql.query(
    `UPDATE payers SET provider_method_id = $2, card_at = $3 WHERE supporter_id = $1 AND (card_at IS NULL
       OR (card_at, coalesce(provider_method_id, '') COLLATE "C") <= ($3, $2 COLLATE "C"))`,
    [supporterId, card.methodId, card.savedAt],
  );
};
