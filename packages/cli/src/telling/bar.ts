import type { Surroundings } from '../surroundings.ts';

export type Bar = {
  /** Says how many are done by now. */
  tell(done: number): void;
  close(): void;
};

const interrupted = 130;
const barMax = 40;
/** So much stands beside the bar: the mark before it, the words and the numbers behind it. */
const besideColumns = 36;

/** A bar in front of a person, for what has a length; nothing at all in a pipe, or where there is nothing to do. */
export const openBar = async (
  { terminal, columns }: Surroundings,
  length: number,
  words: string,
): Promise<Bar> => {
  if (!terminal || length === 0) return { tell: () => {}, close: () => {} };
  const { progress } = await import('@clack/prompts');
  const size = Math.max(6, Math.min(barMax, columns - besideColumns));
  const bar = progress({ max: length, size, output: terminal, withGuide: false });
  // Who ends it by a key has interrupted it, which is no success.
  const onExit = () => {
    process.exitCode = interrupted;
  };
  process.once('exit', onExit);
  bar.start(`${words} 0/${length}`);
  let done = 0;
  return {
    tell: (now) => {
      if (now <= done) return;
      bar.advance(now - done, `${words} ${now}/${length}`);
      done = now;
    },
    close: () => {
      process.off('exit', onExit);
      bar.clear();
    },
  };
};
