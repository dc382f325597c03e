import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { pacing } from './pacing.ts';

/** How long so much work and the rest after it take together. */
const timed = async (percent: number, workMs: number): Promise<number> => {
  const started = performance.now();
  const rest = pacing(percent);
  await wait(workMs);
  await rest();
  return performance.now() - started;
};

it('rests for what the pace leaves, and not at all at full speed or after next to nothing', async () => {
  expect(await timed(60, 60)).toBeGreaterThanOrEqual(98);
  expect(await timed(60, 180)).toBeGreaterThanOrEqual(298);
  expect(await timed(100, 60)).toBeLessThan(298);
  const rest = pacing(1);
  const started = performance.now();
  await rest();
  expect(performance.now() - started).toBeLessThan(100);
});

it('works faster in a turn than the pace asked for, since others wait meanwhile', async () => {
  expect(await timed(10, 60)).toBeGreaterThanOrEqual(420);
  expect(await timed(10, 60)).toBeLessThan(600);
});
