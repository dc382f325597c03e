import { recordEvidence, scale, scaleOf } from '@flattr/evidence';
import { someAtOnce } from '@flattr/test-world/at-once';
import { expect, it } from 'vitest';
import { actsOfOthers } from './at-random/acts-of-others.ts';
import { actsOfPeople } from './at-random/acts-of-people.ts';
import { playAtRandom } from './at-random/play.ts';

const sequences = scaleOf({ quick: 2, ci: 100, full: 2000 });
const length = scaleOf({ quick: 40, ci: 50, full: 100 });

/** What has to have come about somewhere, for the run to say anything of it. */
const awaited = [
  'settlement',
  'refund',
  'dispute',
  'payout-sent',
  'payout-reversed',
  'escrow-released',
  'escrow-returned',
  'claim STANDING',
];

it('holds every invariant after whatever people, banks and clocks do, and the provider agrees at the end (R-24)', async () => {
  const started = performance.now();
  const seeds = Array.from({ length: sequences }, (_, seed) => seed);
  const acts = { ...actsOfPeople, ...actsOfOthers };
  const played = await someAtOnce(3, seeds, (seed) => playAtRandom(seed, length, acts));
  const counts = new Map<string, number>();
  for (const one of played)
    for (const [what, count] of Object.entries(one.counts)) counts.set(what, (counts.get(what) ?? 0) + count);
  const sum = (of: 'acts' | 'refused' | 'checks') => played.reduce((total, one) => total + one[of], 0);
  console.log(
    `R-24: ${sequences} sequences of ${length} acts, ${sum('refused')} of ${sum('acts')} refused, the invariants computed ` +
      `${sum('checks')} times; ${((performance.now() - started) / 1000).toFixed(1)} s\n` +
      [...counts].map(([what, count]) => `  ${count} ${what}`).join('\n'),
  );
  const failures = played.flatMap(({ failure }) => failure ?? []);
  recordEvidence({ id: 'R-24', tried: sequences, failed: failures.length });
  expect(failures).toEqual([]);
  const missed = awaited.filter((what) => !counts.has(what));
  expect(scale() === 'quick' ? [] : missed).toEqual([]);
}, 7_200_000);
