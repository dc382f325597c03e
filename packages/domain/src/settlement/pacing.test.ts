import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { pacing, restMs } from './pacing.ts';

it('rests for what the pace leaves, and not at all at full speed or after next to nothing', () => {
  expect(restMs(80, 100)).toBe(25);
  expect(restMs(100, 100)).toBe(0);
  expect(restMs(80, 1)).toBe(0);
});

it('rests less in a turn than the pace asked for, since others wait meanwhile', () => {
  expect(restMs(25, 60)).toBeCloseTo(140);
  expect(restMs(50, 60)).toBeCloseTo(40);
});

it('measures the work since the last rest', async () => {
  const rest = pacing(51);
  await wait(60);
  const started = performance.now();
  await rest();
  expect(performance.now() - started).toBeGreaterThanOrEqual(55);
});
