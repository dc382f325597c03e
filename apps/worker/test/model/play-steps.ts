import { deepStrictEqual } from 'node:assert/strict';
import { selfCheck } from '@flattr/domain/ledger/self-check';
import { Refusal } from '@flattr/domain/refusal';
import { createWorld } from '@flattr/test-world';
import type { Real, Step } from './command.ts';
import { beginning } from './commands/index.ts';
import { faultyGateway } from './faulty-gateway.ts';
import { emptyModel, type Model } from './model.ts';
import { modelLines } from './model-lines.ts';
import { readLines } from './rows.ts';
import { tallyOf } from './tally.ts';

export type Played = {
  /** How many commands were played, refused ones too. */
  readonly commands: number;
  readonly refused: number;
  readonly checks: number;
  readonly tally: Readonly<Record<string, number>>;
  readonly failure?: { readonly said: readonly string[]; readonly error: unknown };
};

const start = Date.parse('2026-11-10T00:00:30Z');

/**
 * Plays commands on a fresh world and beside a fresh model, and compares everything after each of them: as many as are
 * asked for, without those of the beginning and those that are passed over.
 */
export const playSteps = async (steps: readonly Step[], commandsMax: number): Promise<Played> => {
  const world = await createWorld({ now: new Date(start) });
  const faults: Real['faults'] = { next: 'none', away: false, done: new Set() };
  // Two supporters a shard: a settlement has several, and buckets.
  const policy = { ...world.platform.policy, shardSize: 2 };
  const platform = { ...world.platform, policy, gateway: faultyGateway(world.platform.gateway, faults) };
  const real: Real = { world, platform, faults, checkouts: new Map() };
  const model = emptyModel(start);
  const played = { commands: -beginning.length, refused: 0, checks: 0 };
  const said: string[] = [];
  try {
    for (const step of [...beginning, ...steps]) {
      if (played.commands === commandsMax) break;
      if (!step.possible(model)) continue;
      said.push(step.says);
      const posted = model.entries.length;
      const refusal = await playStep(step, real, model);
      if (refusal) played.refused += 1;
      compare(await readLines(world.platform.pool), modelLines(model));
      if (model.entries.length !== posted) {
        played.checks += 1;
        await checkInvariants(real, model);
      }
      played.commands += 1;
    }
    return { ...played, tally: tallyOf(model) };
  } catch (error) {
    return { ...played, tally: tallyOf(model), failure: { said, error } };
  } finally {
    await world.close();
  }
};

const compare = (database: readonly string[], model: readonly string[]): void => {
  if (database.join('\n') === model.join('\n')) return;
  const [ours, theirs] = [new Set(database), new Set(model)];
  const differences = [
    ...database.filter((line) => !theirs.has(line)).map((line) => `  in the database alone: ${line}`),
    ...model.filter((line) => !ours.has(line)).map((line) => `  in the model alone:    ${line}`),
  ];
  throw new Error(
    `${database.length} lines are not ${model.length} lines of the model:\n${differences.join('\n')}`,
  );
};

/** Plays one command on both; what the product refuses, the model refuses too, with the same code. */
const playStep = async (step: Step, real: Real, model: Model): Promise<string | undefined> => {
  const expected = step.refuses(model);
  let refusal: string | undefined;
  const apply = await step.play(real, model).catch((error: unknown) => {
    if (!(error instanceof Refusal)) throw error;
    refusal = error.code;
    return () => {};
  });
  deepStrictEqual(refusal, expected, `refused with ${refusal}, by the model ${expected}`);
  apply();
  return refusal;
};

/** The product's own invariants, which compute each settled month again, and the provider's balance. */
const checkInvariants = async ({ world }: Real, model: Model): Promise<void> => {
  const broken = (await selfCheck(world.platform)).flatMap(({ id, broken: lines }) =>
    lines.map((line) => `${id} ${line}`),
  );
  deepStrictEqual(broken, [], 'an invariant is broken');
  const sums = new Map<string, bigint>();
  for (const { currency, micros } of model.entries) sums.set(currency, (sums.get(currency) ?? 0n) + micros);
  deepStrictEqual(
    [...sums.values()].filter((sum) => sum !== 0n),
    [],
    'the model itself does not balance',
  );
};
