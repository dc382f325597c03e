import type { UserId } from '../ids.ts';
import type { Platform } from '../platform.ts';
import { Refusal } from '../refusal.ts';
import { lookAndMove } from './look-and-move.ts';
import { decideMove, type Moved, type MoveInput, movedOf, plannedMove } from './move-step.ts';

export type MoveResult = Moved | { readonly refusal: Refusal };

const movesMax = 500;

/** So many old addresses are looked at for one request, all at once. */
const looksMax = 20;

/**
 * Moves things one after the other, each as `moveThing` does and none held up by another's refusal; where an old address has to
 * be looked at, that comes after all the others. Refuses `too-many-moves` as a whole, and `too-many-looks` of those that
 * come after the twentieth look: they move by the next request.
 */
export const moveThings = async (
  platform: Platform,
  userId: UserId,
  moves: readonly MoveInput[],
): Promise<readonly MoveResult[]> => {
  if (moves.length > movesMax) throw new Refusal('too-many-moves', ['moves']);
  const steps: (MoveResult | { readonly later: () => Promise<Moved> })[] = [];
  let looks = 0;
  for (const move of moves) {
    const step = await orRefused(async () => {
      const moving = { userId, ...plannedMove(move) };
      const decided = await decideMove(platform, moving);
      if (decided.outcome !== 'look') return movedOf(decided);
      if (++looks > looksMax) throw new Refusal('too-many-looks', ['from']);
      return { later: () => lookAndMove(platform, moving, decided.fromUrl) };
    });
    steps.push(step);
  }
  return Promise.all(steps.map((step) => ('later' in step ? orRefused(step.later) : step)));
};

const orRefused = async <T>(work: () => Promise<T>): Promise<T | { readonly refusal: Refusal }> => {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal) return { refusal: error };
    throw error;
  }
};
