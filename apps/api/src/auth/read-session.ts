import type { UserId } from '@flattr/domain/ids';
import { cookieOf, cookiesOf } from './cookies.ts';
import type { Core } from './core.ts';

/** A session that stands, and when whoever has it last proved who they are. */
export type Session = { readonly id: string; readonly userId: UserId; readonly provenAt: Date };

const minute = 60 * 1000;
const idleMax = 14 * 24 * 60 * minute;
const seenEvery = 5 * minute;

/**
 * Whose session a request brings. One ends 30 days after it began, and 14 days after it was last seen; both by the wall clock, as
 * its cookie does.
 */
export const readSession = async (core: Core, headers: Headers): Promise<Session | undefined> => {
  const { api, names, platform } = core;
  if (!cookieOf(headers, names.session)) return undefined;
  const found = await api.getSession({ headers: cookiesOf(headers) });
  if (!found) return undefined;
  const { id, createdAt, updatedAt } = found.session;
  const unseen = Date.now() - updatedAt.getTime();
  if (unseen > idleMax) {
    await platform.pool.query('DELETE FROM sessions WHERE id = $1', [id]);
    return undefined;
  }
  if (unseen > seenEvery) {
    const seen =
      'UPDATE sessions SET updated_at = clock_timestamp(), last_seen_at = flattr_now() WHERE id = $1';
    await platform.pool.query(seen, [id]);
  }
  return { id, userId: found.user.id as UserId, provenAt: createdAt };
};
