import type { Limiter } from '@flattr/domain/ports';

/** Adds points to a key's and tells what they are within the hour that began with its first; shared by all processes. */
export type Counter = {
  consume(
    key: string,
    points: number,
  ): Promise<{ readonly consumedPoints: number; readonly msBeforeNext: number }>;
};

/** What this process knows of a key: what is counted in all, and what it drew of that and has not spent. */
type Held = { unspent: number; counted: number | undefined; resetAt: number };

/** What is drawn at once beside what is asked for, as a part of the limit. */
const drawnAheadOf = (limit: number): number => Math.ceil(limit / 100);

/** How many keys are remembered; the oldest is forgotten, with what was drawn for it. */
const keysMax = 10_000;

/**
 * Grants points of a limit by the hour. It draws a hundredth of the limit ahead, so that most requests ask nobody; what a
 * process drew and did not spend is lost to the others until the hour is over.
 */
export const createHourlyLimiter = (counter: Counter): Limiter => {
  const keys = new Map<string, Held>();
  const heldOf = (key: string): Held => {
    const known = keys.get(key);
    if (known && known.resetAt > Date.now()) return known;
    keys.delete(key);
    const [oldest] = keys.keys();
    if (oldest !== undefined && keys.size >= keysMax) keys.delete(oldest);
    const fresh = { unspent: 0, counted: undefined, resetAt: Date.now() + 60 * 60 * 1000 };
    keys.set(key, fresh);
    return fresh;
  };
  return {
    take: async (key, points, limit) => {
      const held = heldOf(key);
      const mayHold = held.counted === undefined || (held.unspent < points && held.counted < limit);
      if (mayHold) await draw(counter, key, held, points, limit);
      const granted = held.unspent >= points;
      if (granted) held.unspent -= points;
      const remaining = Math.max(limit - (held.counted ?? 0), 0) + held.unspent;
      return { granted, remaining, resetAt: new Date(held.resetAt) };
    },
  };
};

const draw = async (counter: Counter, key: string, held: Held, points: number, limit: number) => {
  const asked = points + drawnAheadOf(limit);
  const { consumedPoints, msBeforeNext } = await counter.consume(key, asked);
  const before = consumedPoints - asked;
  held.unspent += Math.min(Math.max(limit - before, 0), asked);
  held.counted = consumedPoints;
  held.resetAt = Date.now() + msBeforeNext;
};
