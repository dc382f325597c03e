import { setTimeout as wait } from 'node:timers/promises';

/** Asks again and again until it is so; throws, saying what did not happen, when that takes too long. */
export const until = async (what: string, isSo: () => Promise<boolean>, ms = 60_000): Promise<void> => {
  const deadline = performance.now() + ms;
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Error(`${what} did not happen within ${ms / 1000} s`);
    await wait(40);
  }
};
