import type { Platform } from '../platform.ts';

/** For so many days somebody may still agree to an app that nobody owns, since it was registered or was last disconnected. */
const unusedDays = 7;

/** Forgets apps that registered themselves and that nobody agrees to any more, or ever did. */
export const forgetUnusedApps = async ({ pool }: Platform): Promise<void> => {
  await pool.query(
    `DELETE FROM oauth_apps a WHERE user_id IS NULL AND NOT is_ours AND unused_since < flattr_now() - make_interval(days => $1)
       AND NOT EXISTS (SELECT FROM oauth_consents c WHERE c.client_id = a.client_id)`,
    [unusedDays],
  );
};
