import { closeSync, openSync, writeSync } from 'node:fs';
import type { Fall } from './work-order.ts';

/** Tells that an effect is about to happen, or has just happened: a point at which the process may fall. */
export type Reach = (side: 'before' | 'after', effect: string) => void;

/** Numbers the crash points of this process from 1, tells each on standard output, and falls at the given one. */
export const numberCrashPoints = (falls: Fall | undefined): Reach => {
  let count = 0;
  const passing = falls?.passing === undefined ? undefined : new RegExp(falls.passing);
  return (side, effect) => {
    if (passing?.test(effect)) return;
    count += 1;
    writeSync(1, `${count} ${side} ${effect}\n`);
    if (falls && count === falls.at && isFirst(falls.first)) process.kill(process.pid, falls.by);
  };
};

const isFirst = (file: string | undefined): boolean => {
  if (file === undefined) return true;
  try {
    const made = openSync(file, 'wx');
    writeSync(made, `${process.pid}`);
    closeSync(made);
    return true;
  } catch {
    return false;
  }
};
