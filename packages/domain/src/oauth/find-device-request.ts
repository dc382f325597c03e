import type { Platform } from '../platform.ts';
import { userCodeOf } from './user-code.ts';

/** A device that asks to act for whoever confirms its code. */
export type DeviceRequest = {
  readonly userCode: string;
  readonly clientId: string;
  readonly scopes: readonly string[];
  readonly expiresAt: Date;
};

/** The device that waits with this code, as it was typed; undefined if none does any more. */
export const findDeviceRequest = async (
  { pool }: Platform,
  typed: string,
): Promise<DeviceRequest | undefined> => {
  const { rows } = await pool.query<Omit<DeviceRequest, 'scopes'> & { scope: string | null }>(
    `SELECT user_code AS "userCode", client_id AS "clientId", scope, expires_at AS "expiresAt" FROM oauth_device_codes
     WHERE user_code = $1 AND status = 'pending' AND expires_at > clock_timestamp()`,
    [userCodeOf(typed)],
  );
  const [row] = rows;
  if (!row) return undefined;
  const { scope, ...request } = row;
  return { ...request, scopes: (scope ?? '').split(' ').filter(Boolean) };
};
