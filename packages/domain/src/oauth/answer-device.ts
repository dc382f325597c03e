import { transaction } from '@flattr/database';
import { newId, type OAuthGrantId, type UserId } from '../ids.ts';
import type { Platform } from '../platform.ts';
import { Refusal } from '../refusal.ts';
import { userCodeOf } from './user-code.ts';

export type DeviceAnswer = { readonly userCode: string; readonly allow: boolean };

/**
 * Lets the device that waits with this code act for somebody, within the scopes it asks for, or turns it away. A code is
 * answered once. Refuses `device-unknown`.
 */
export const answerDevice = ({ pool }: Platform, userId: UserId, answer: DeviceAnswer): Promise<void> =>
  transaction(pool, async (sql) => {
    const { rows } = await sql.query<{ client_id: string; scope: string | null }>(
      `UPDATE oauth_device_codes SET status = $3, user_id = $2
       WHERE user_code = $1 AND status = 'pending' AND expires_at > clock_timestamp() RETURNING client_id, scope`,
      [userCodeOf(answer.userCode), userId, answer.allow ? 'approved' : 'denied'],
    );
    const [device] = rows;
    if (!device) throw new Refusal('device-unknown', ['userCode']);
    if (!answer.allow) return;
    const scopes = (device.scope ?? '').split(' ').filter(Boolean);
    await sql.query(
      `INSERT INTO oauth_consents (id, client_id, user_id, scopes, created_at, updated_at)
       VALUES ($1, $2, $3, $4, clock_timestamp(), clock_timestamp())
       ON CONFLICT (client_id, user_id) DO UPDATE SET scopes = EXCLUDED.scopes, updated_at = EXCLUDED.updated_at`,
      [newId<OAuthGrantId>(), device.client_id, userId, JSON.stringify(scopes)],
    );
  });
