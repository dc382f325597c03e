import { expect, it } from 'vitest';
import { durationText } from './duration-text.ts';

it('says how long something takes as people do, never less than it is', () => {
  const said = [0, 1, 40, 90, 91, 120, 121, 5400, 5401, 7200].map(durationText);
  expect(said).toEqual([
    '1 second',
    '1 second',
    '40 seconds',
    '90 seconds',
    '2 minutes',
    '2 minutes',
    '3 minutes',
    '90 minutes',
    '2 hours',
    '2 hours',
  ]);
});
