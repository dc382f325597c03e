import { recordEvidence, scaleOf } from '@flattr/evidence';
import type { Person } from '@flattr/test-world';
import { someAtOnce } from '@flattr/test-world/at-once';
import { randomBelow } from '@flattr/test-world/crash/random-below';
import { expect, it } from 'vitest';
import { openPayoutWorld, type PayoutWorld } from './payout-world.ts';
import { type Story, stories } from './told-stories.ts';

const seeds = scaleOf({ quick: 8, ci: 1000, full: 10_000 });
/** So many are played in one world: its creator has earned enough for the payouts of these. */
const perWorld = 250;

type Scene = { readonly world: PayoutWorld; readonly creator: Person };
/** Draws a number below a limit. */
type Draw = (limit: number) => number;

const setScene = async (): Promise<Scene> => {
  const world = await openPayoutWorld();
  const creator = await world.earns('singer', '900.00');
  await world.passHolds();
  world.emulator.control.setWebhooks({ held: true });
  return { world, creator };
};

const pendingIn = ({ world }: Scene): readonly string[] =>
  world.emulator.control.listPendingEvents().map(({ id }) => id);

/** The same things in an order that is drawn. */
const shuffled = <One>(things: readonly One[], draw: Draw): readonly One[] => {
  const rest = [...things];
  return things.flatMap(() => rest.splice(draw(rest.length), 1));
};

/** Tells of these, each one to three times, in an order that is drawn, and works at any time between. */
const tell = async ({ world }: Scene, events: readonly string[], draw: Draw): Promise<void> => {
  const copies = events.flatMap((id) => Array.from({ length: 1 + draw(3) }, () => id));
  for (const id of shuffled(copies, draw)) {
    await world.emulator.control.deliverEvents([id]);
    if (draw(3) === 0) await world.work();
  }
  await world.work();
};

/** Tells of all there is to tell, and of what that leads to, until nothing is left. */
const tellAll = async (scene: Scene, told: (events: readonly string[]) => Promise<void>): Promise<void> => {
  for (let events = pendingIn(scene); events.length > 0; events = pendingIn(scene)) await told(events);
};

/** Each event once and as it came, with the work that it leads to: what every other order has to end with. */
const inOrder = async (scene: Scene, story: Story): Promise<unknown> => {
  const { world, creator } = scene;
  const { acts, state } = await story.begin(
    world,
    creator,
    await world.joins(`ordered-${stories.indexOf(story)}`),
  );
  const told = async (events: readonly string[]) => {
    for (const event of events) {
      await world.emulator.control.deliverEvents([event]);
      await world.work();
    }
  };
  for (const act of acts) {
    await act();
    await tellAll(scene, told);
  }
  return state();
};

/** In an order that this seed draws; some events come before what happens next, some long after. */
const outOfOrder = async (scene: Scene, story: Story, seed: number): Promise<unknown> => {
  let drawn = 0;
  const draw: Draw = (limit) => randomBelow(limit, `${seed} ${drawn++}`);
  const { world, creator } = scene;
  const { acts, state } = await story.begin(world, creator, await world.joins(`fan-${seed}`));
  const early: string[] = [];
  for (const act of acts) {
    await act();
    const now = shuffled(pendingIn(scene), draw).slice(0, draw(4));
    if (draw(2) === 0) await tell(scene, now, draw);
    early.push(...now);
  }
  await tellAll(scene, (events) => tell(scene, events, draw));
  await tell(scene, shuffled(early, draw).slice(0, 2), draw);
  return state();
};

/** Plays the stories with these seeds in a world of their own, and says what ends otherwise. */
const playSeeds = async (of: readonly number[]): Promise<readonly string[]> => {
  const scene = await setScene();
  const expected: string[] = [];
  for (const story of stories) expected.push(JSON.stringify(await inOrder(scene, story)));
  const failures: string[] = [];
  for (const seed of of) {
    const index = seed % stories.length;
    const story = stories[index];
    if (!story) throw new Error('there is no story');
    const found = JSON.stringify(await outOfOrder(scene, story, seed));
    if (found !== expected[index])
      failures.push(`seed ${seed}, ${story.name}:\n  ${found}\n  ${expected[index]}`);
  }
  failures.push(...(await scene.world.broken()));
  await scene.world.close();
  return failures;
};

it('ends the same in whatever order, and however often, the provider tells of it (R-11)', async () => {
  const chunks = Array.from({ length: Math.ceil(seeds / perWorld) }, (_, chunk) =>
    Array.from(
      { length: Math.min(perWorld, seeds - chunk * perWorld) },
      (_, index) => chunk * perWorld + index,
    ),
  );
  const started = performance.now();
  const failures = (await someAtOnce(2, chunks, playSeeds)).flat();
  console.log(
    `R-11: ${seeds} seeds of ${stories.length} stories, ${((performance.now() - started) / 1000).toFixed(1)} s`,
  );
  recordEvidence({ id: 'R-11', tried: seeds, failed: failures.length });
  expect(failures).toEqual([]);
}, 7_200_000);
