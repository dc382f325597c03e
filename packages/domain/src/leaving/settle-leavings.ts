import type { UserId } from '../ids.ts';
import type { Platform } from '../platform.ts';
import { settleLeaving } from './settle-leaving.ts';

/** Somebody whom a worker has taken is left alone by the others for this long. */
const takenFor = '10 minutes';

/** Looks again after everybody who left and whose time has come, one after the other. */
export const settleLeavings = async (platform: Platform): Promise<void> => {
  for (;;) {
    const { rows } = await platform.pool.query<{ user_id: UserId }>(takeOne);
    const [taken] = rows;
    if (!taken || platform.stopping?.aborted) return;
    await settleLeaving(platform, taken.user_id);
  }
};

const takeOne = `
  UPDATE leavings SET next_look_at = flattr_now() + interval '${takenFor}' WHERE user_id = (
    SELECT user_id FROM leavings WHERE next_look_at <= flattr_now() ORDER BY next_look_at LIMIT 1 FOR UPDATE SKIP LOCKED
  ) RETURNING user_id`;
