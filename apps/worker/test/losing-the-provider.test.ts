import { createPlatform, type WiredPlatform } from '@flattr/adapters';
import type { Platform } from '@flattr/domain/platform';
import { recordEvidence, scaleOf } from '@flattr/evidence';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Move, moneyMoves, type Operation } from './money-moves.ts';
import { openPayoutWorld, type PayoutWorld } from './payout-world.ts';

const kinds = ['timeout', 'error', 'reset'] as const;
const whens = ['before', 'after'] as const;
const minute = 60_000;
const resumes = { '1 min': minute, '23 h': 23 * 60 * minute, '25 h': 25 * 60 * minute } as const;

let world: PayoutWorld;
let hasty: WiredPlatform;
let operations: readonly Operation[];

beforeAll(async () => {
  world = await openPayoutWorld();
  const singer = await world.earns('singer', '900.00');
  await world.passHolds();
  operations = moneyMoves(world, singer);
  const { queue, mailer } = world.platform;
  const stripe = world.config.stripe && { ...world.config.stripe, timeoutMs: 400, retries: 0 };
  hasty = await createPlatform({ ...world.config, stripe }, { queue, mailer });
});
afterAll(async () => {
  await hasty.close();
  await world.close();
});

const requests = () => world.emulator.control.listRequests();

/** Goes on with a move as the queue and the sweep do, until nothing is in doubt any more or it was tried often enough. */
const goOn = async (move: Move, platform: Platform): Promise<void> => {
  await move.act(platform).catch(() => {});
  await move.act(platform).catch(() => {});
};

/** What is wrong where an operation is disturbed so and resumed then. */
const disturb = async (
  operation: Operation,
  kind: (typeof kinds)[number],
  when: (typeof whens)[number],
  resumed: keyof typeof resumes,
): Promise<readonly string[]> => {
  const cell = `${operation.name}, ${kind} ${when} the effect, resumed after ${resumed}`;
  const move = await operation.prepare();
  const { control } = world.emulator;
  // Nothing answers while it is away, a look-up neither.
  control.injectFault({ path: operation.path, kind, when, holdMs: 5000, times: 100 });
  control.injectFault({ path: '*', method: 'GET', kind: 'error', times: 100 });
  const doubt = await move.act(hasty).then(
    () => false,
    () => true,
  );
  control.clearFaults();
  const now = await world.platform.clock.now();
  await world.moveClockTo(new Date(now.getTime() + resumes[resumed]));
  const before = requests().length;
  await goOn(move, world.platform);
  const [first] = requests().slice(before);
  const [effects, posted] = [await move.effects(), await move.posted()];
  return [
    ...(doubt ? [] : [`${cell}: it was not in doubt`]),
    ...(effects === 1 ? [] : [`${cell}: ${effects} effects`]),
    ...(posted === 1 ? [] : [`${cell}: posted ${posted} times`]),
    ...(resumed === '1 min' || first?.method === 'GET'
      ? []
      : [`${cell}: it was sent before it was looked up`]),
  ];
};

it('has exactly one effect, whatever the provider does to a request and whenever it is resumed (R-08)', async () => {
  const problems: string[] = [];
  let [cells, row] = [0, 0];
  for (const operation of operations)
    for (const kind of kinds)
      for (const when of whens) {
        // At quick size every second disturbance is tried, resumed at one of the moments, in turn.
        const at = Object.keys(resumes) as (keyof typeof resumes)[];
        const nth = row++;
        const one = nth % 2 === 0 ? [at[(nth / 2) % at.length] ?? '25 h'] : [];
        const some = scaleOf({ quick: one, ci: at, full: at });
        for (const resumed of some) problems.push(...(await disturb(operation, kind, when, resumed)));
        cells += some.length;
      }
  await world.hears();
  problems.push(...(await world.broken()));
  console.log(
    `R-08: ${cells} cells of ${operations.map(({ name }) => name).join(', ')}; ${problems.length} problems`,
  );
  recordEvidence({ id: 'R-08', tried: cells, failed: problems.length });
  expect(problems).toEqual([]);
}, 240_000);
