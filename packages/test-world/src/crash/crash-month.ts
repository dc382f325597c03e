import type { MonthCase, PreparedMonth } from './prepared-month.ts';
import { differenceOf, readOutcome, readTrouble } from './read-outcome.ts';

export type CrashResult = {
  /** The crash points at which processes died, one after another; fewer than asked for if the work was over before. */
  readonly crashes: readonly string[];
  /** How many crash points whoever finished passed. */
  readonly left: number;
  readonly outcome: string;
  /** What is not as it is without a crash, a line each. */
  readonly trouble: readonly string[];
};

export type CrashWay = (world: MonthCase, points: readonly number[]) => Promise<Way>;

/** What became of the month in one way or another, before anybody has looked at it. */
export type Way = {
  readonly crashes: readonly string[];
  readonly left: number;
  readonly trouble: readonly string[];
};

/**
 * Plays the month once, with a first process that dies at the first of these crash points, a next one that dies at its
 * second, and so on; then somebody fresh finishes. Without an outcome to compare with only the invariants are looked at.
 */
export const crashMonth = async (
  month: PreparedMonth,
  way: CrashWay,
  points: readonly number[],
  expected?: string,
): Promise<CrashResult> => {
  const world = await month.open();
  try {
    const { crashes, left, trouble } = await way(world, points);
    const outcome = await readOutcome(world);
    const found = [
      ...trouble,
      ...(await readTrouble(world)),
      ...(expected === undefined ? [] : differenceOf(expected, outcome)),
    ];
    const after = crashes.length > 0 ? `crashed at ${crashes.join(', then ')}` : 'without a crash';
    return { crashes, left, outcome, trouble: found.map((line) => `${after}: ${line}`) };
  } finally {
    await world.close();
  }
};
