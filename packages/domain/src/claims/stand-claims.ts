import type { Platform } from '../platform.ts';
import { readClaims } from './claim-row.ts';
import { lookAndMark } from './look-and-mark.ts';

/** A claim that a worker has taken is left alone by the others for this long. */
const takenFor = '10 minutes';

/**
 * Looks again at every claim whose time has come: at the end of its waiting, each day while it is frozen, each month while it
 * stands, and a week after its proof was missing. One after the other, so that nobody is asked by all workers at once.
 */
export const standClaims = async (platform: Platform): Promise<void> => {
  for (;;) {
    const { rows } = await platform.pool.query<{ id: string }>(takeOne);
    const [taken] = rows;
    if (!taken || platform.stopping?.aborted) return;
    const [claim] = await readClaims(platform.pool, [taken.id]);
    if (claim) await lookAndMark(platform, claim);
  }
};

const takeOne = `
  UPDATE claims SET next_check_at = flattr_now() + interval '${takenFor}' WHERE id = (
    SELECT id FROM claims WHERE next_check_at <= flattr_now() ORDER BY next_check_at LIMIT 1 FOR UPDATE SKIP LOCKED
  ) RETURNING id`;
