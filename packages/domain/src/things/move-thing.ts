import type { UserId } from '../ids.ts';
import type { Platform } from '../platform.ts';
import { lookAndMove } from './look-and-move.ts';
import { decideMove, type Moved, type MoveInput, movedOf, plannedMove } from './move-step.ts';

/**
 * Moves a thing to a new address. It stays the same thing, with its id, its flattrs and what waits for it, and is found at the
 * old address for ever. What has a creator is moved by them, into a site that they have claimed; what has none where its
 * old address redirects there for good, or within a site of the mover's. Refuses what `canonicalUrl` finds, and in this order:
 * `thing-unknown`, `not-yours-to-move`, `url-taken`, `not-your-site`, `claim-under-way`, `redirect-missing`, `redirect-too-new`.
 */
export const moveThing = async (platform: Platform, userId: UserId, input: MoveInput): Promise<Moved> => {
  const moving = { userId, ...plannedMove(input) };
  const decided = await decideMove(platform, moving);
  return decided.outcome === 'look' ? lookAndMove(platform, moving, decided.fromUrl) : movedOf(decided);
};
