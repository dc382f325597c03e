import { recordEvidence, scale, scaleOf } from '@flattr/evidence';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { anyStep } from './model/commands/index.ts';
import { type Played, playSteps } from './model/play-steps.ts';
import { shorten } from './model/shorten.ts';
import { rare } from './model/tally.ts';

const sequences = scaleOf({ quick: 4, ci: 200, full: 2000 });
const length = scaleOf({ quick: 30, ci: 50, full: 100 });
/** So many worlds are played side by side; each has a database of its own. */
const lanes = 3;
const seed = 1;

/** More than are played, since what can be done to nothing yet is passed over. */
const stepsOf = (sequence: number) =>
  fc.sample(fc.array(anyStep, { minLength: 2 * length, maxLength: 2 * length }), {
    numRuns: 1,
    seed: seed + sequence,
  })[0] ?? [];

/** What a person reads of a sequence that failed: the shortest that still does, in sentences, and what differs. */
const describeFailure = async (sequence: number, played: Played): Promise<string> => {
  const { failure } = await shorten(stepsOf(sequence), played, 60);
  const said = failure?.said.map((sentence) => `  ${sentence}`).join('\n');
  return `Sequence ${sequence} (seed ${seed + sequence}) fails:\n${said}\n${failure?.error}`;
};

it('holds what a naive model holds, after every command, whatever people, jobs and the clock do (R-24)', async () => {
  const totals = { commands: 0, refused: 0, checks: 0 };
  const tally = new Map<string, number>();
  const failed: { sequence: number; played: Played }[] = [];
  let next = 0;
  const lane = async () => {
    while (next < sequences && failed.length === 0) {
      const sequence = next++;
      const played = await playSteps(stepsOf(sequence), length);
      totals.commands += played.commands;
      totals.refused += played.refused;
      totals.checks += played.checks;
      for (const [what, count] of Object.entries(played.tally))
        tally.set(what, (tally.get(what) ?? 0) + count);
      if (played.failure) failed.push({ sequence, played });
    }
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: lanes }, lane));
  console.log(
    `R-24: ${next} sequences of ${length}, ${totals.commands} commands in all, ${totals.refused} of them refused; every row ` +
      `compared after each, the invariants computed ${totals.checks} times; ${((performance.now() - started) / 1000).toFixed(1)} s\n` +
      [...tally].map(([what, count]) => `  ${count} ${what}`).join('\n'),
  );
  recordEvidence({ id: 'R-24', tried: next, failed: failed.length });
  const [first] = failed;
  expect(first ? await describeFailure(first.sequence, first.played) : '').toBe('');
  const never = [...tally].filter(([, count]) => count === 0).map(([what]) => what);
  const missed = scale() === 'full' ? never : never.filter((what) => !rare.includes(what));
  expect(scale() === 'quick' ? [] : missed).toEqual([]);
}, 7_200_000);
