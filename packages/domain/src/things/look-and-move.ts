import type { Platform } from '../platform.ts';
import { lookForRedirect } from './look-for-redirect.ts';
import { decideMove, type Moved, type Moving, movedOf } from './move-step.ts';

/** Looks at the address of a thing that nobody has claimed, and moves it if it redirects as it has to. */
export const lookAndMove = async (platform: Platform, moving: Moving, fromUrl: string): Promise<Moved> => {
  const redirects = await lookForRedirect(platform.fetcher, fromUrl, moving.to);
  return movedOf(await decideMove(platform, moving, { url: fromUrl, redirects }));
};
