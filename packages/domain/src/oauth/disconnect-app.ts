import { isId, type UserId } from '../ids.ts';
import type { Platform } from '../platform.ts';
import { Refusal } from '../refusal.ts';

/** Ends what one agreed to with an app, and all its tokens and codes at once. Refuses `grant-unknown`. */
export const disconnectApp = async ({ pool }: Platform, userId: UserId, grantId: string): Promise<void> => {
  if (!isId(grantId)) throw new Refusal('grant-unknown', ['id']);
  // The tokens go with the consent.
  const { rowCount } = await pool.query(
    `WITH ended AS (DELETE FROM oauth_consents WHERE id = $1 AND user_id = $2::uuid RETURNING client_id),
       devices AS (DELETE FROM oauth_device_codes WHERE user_id = $2::uuid AND client_id IN (SELECT client_id FROM ended)),
       codes AS (DELETE FROM verifications v USING ended WHERE strpos(v.value, $2::text) > 0 AND strpos(v.value, client_id) > 0)
     SELECT FROM ended`,
    [grantId, userId],
  );
  if (!rowCount) throw new Refusal('grant-unknown', ['id']);
};
