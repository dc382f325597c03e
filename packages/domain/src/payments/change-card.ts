import { transaction } from '@flattr/database';
import { type CardSetupId, newId, type UserId } from '../ids.ts';
import type { Platform } from '../platform.ts';
import { Refusal } from '../refusal.ts';
import { findPayer } from './find-payer.ts';

/**
 * Returns the address of the page where a supporter saves a card, in place of the one that they have, and pays nothing. It is
 * theirs when the provider says so. Refuses `too-many-cards` from the eleventh page within a day on.
 */
export const changeCard = async (
  platform: Platform,
  supporterId: UserId,
): Promise<{ readonly url: string }> => {
  const payer = await findPayer(platform, supporterId);
  const id = newId<CardSetupId>();
  await recordSetup(platform, id, supporterId);
  const { url } = await platform.gateway.startCardSetup({
    reference: `card:${id}`,
    customerId: payer.customerId,
    returnUrl: `${platform.policy.origin}/me/budget`,
  });
  return { url };
};

/** So many such pages a supporter may open within 24 hours: a thief who tries cards needs more. */
const setupsMax = 10;

const recordSetup = ({ pool }: Platform, id: CardSetupId, supporterId: UserId): Promise<void> =>
  transaction(pool, async (sql) => {
    await sql.query('SELECT FROM payers WHERE supporter_id = $1 FOR NO KEY UPDATE', [supporterId]);
    const { rowCount } = await sql.query(
      "SELECT FROM card_setups WHERE supporter_id = $1 AND created_at > flattr_now() - interval '1 day' LIMIT $2",
      [supporterId, setupsMax],
    );
    if (rowCount === setupsMax) throw new Refusal('too-many-cards');
    await sql.query('INSERT INTO card_setups (id, supporter_id) VALUES ($1, $2)', [id, supporterId]);
  });
