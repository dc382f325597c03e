import type { Step } from './command.ts';
import { type Played, playSteps } from './play-steps.ts';

/** Leaves out what a failing sequence fails without, first long runs and then single commands, for so many seconds. */
export const shorten = async (steps: readonly Step[], first: Played, seconds: number): Promise<Played> => {
  const deadline = performance.now() + seconds * 1000;
  let [shortest, failure] = [steps, first];
  for (let size = Math.ceil(steps.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = 0; from < shortest.length; ) {
      if (performance.now() > deadline) return failure;
      const shorter = [...shortest.slice(0, from), ...shortest.slice(from + size)];
      const played = await playSteps(shorter, shorter.length);
      if (played.failure) [shortest, failure] = [shorter, played];
      else from += size;
    }
  }
  return failure;
};
