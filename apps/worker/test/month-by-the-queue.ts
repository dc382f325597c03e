import { setTimeout as wait } from 'node:timers/promises';
import { createBullmqQueue } from '@flattr/adapters';
import { selfCheck } from '@flattr/domain/ledger/self-check';
import type { Platform } from '@flattr/domain/platform';
import { createWorld, type LosableQueue, type OnPoint, type World, watchPoints } from '@flattr/test-world';
import { startWorker } from '@flattr/worker';

export type MonthOptions = {
  readonly sweepSeconds?: number;
  readonly onPoint?: OnPoint;
};

export type MonthByTheQueue = {
  readonly world: World;
  readonly queue: LosableQueue;
  /** The last moment of November is over; whoever is awake settles it, and tops the wallet up. Gives the milliseconds. */
  endNovember(): Promise<number>;
  /** December is over too, and every hold: the creator is paid, and told so. Gives the milliseconds. */
  payOut(): Promise<number>;
  /** What is wrong at the end: an invariant, an effect that is missing or there twice, work that is not done. */
  problems(): Promise<string[]>;
  close(): Promise<void>;
};

/** A settlement is promised within five minutes with a sweep every 30 seconds; sweeping faster, it is in time in this. */
const patienceMs = 60_000;

export const until = async (done: () => Promise<boolean>, ms = patienceMs): Promise<number> => {
  const began = performance.now();
  while (!(await done())) {
    if (performance.now() - began > ms) throw new Error('it did not happen in time');
    await wait(20);
  }
  return Math.round(performance.now() - began);
};

/** A world where a supporter gives to a creator, with a worker that is woken by a queue alone; nobody calls a verb. */
export const startMonth = async (
  openQueue: (world: World) => Promise<LosableQueue>,
  { sweepSeconds = 1, onPoint = async () => {} }: MonthOptions = {},
): Promise<MonthByTheQueue> => {
  const world = await createWorld();
  const singer = await world.joins('singer');
  const song = await world.publishes(singer, 'https://song.example/');
  await world.setsUpPayouts(singer);
  const ada = await world.joins('ada');
  await world.funds(ada, '15.00');
  await world.flattrs(ada, song);
  const queue = await openQueue(world);
  const bell = await createBullmqQueue(queue.settings, () => {});
  const platform = watchPoints(sweeping(world.platform, sweepSeconds, bell), onPoint);
  const worker = await startWorker(platform, queue.settings);
  const { db, pool } = world.platform;
  const state = async (month: string) => (await db.month.findUnique({ where: { month } }))?.state;
  const topUps = () => db.charge.count({ where: { kind: 'TOP_UP', state: 'SUCCEEDED' } });
  const payouts = () => db.payout.count({ where: { creatorId: singer.id, providerPayoutId: { not: null } } });
  const undone = async () => (await pool.query('SELECT FROM outbox WHERE done_at IS NULL')).rowCount ?? 0;
  return {
    world,
    queue,
    endNovember: async () => {
      await world.moveClockTo('2026-12-01T00:00:01Z');
      return until(
        async () =>
          (await state('2026-11')) === 'PUBLISHED' && (await topUps()) === 1 && (await undone()) === 0,
      );
    },
    payOut: async () => {
      await world.moveClockTo('2027-01-08T00:00:02Z');
      return until(async () => {
        const mailed = (await world.mailbox.list()).some(({ to }) => to === 'singer@people.example');
        const paid = (await payouts()) === 1 && (await state('2026-11')) === 'PAID';
        return mailed && paid && (await state('2026-12')) === 'PUBLISHED' && (await undone()) === 0;
      });
    },
    problems: async () => {
      const problems = (await selfCheck(world.platform)).flatMap(({ broken }) => broken);
      if ((await topUps()) > 2) problems.push('the card was charged more than once a month');
      if ((await payouts()) !== 1) problems.push('the creator was not paid once');
      return problems;
    },
    close: async () => {
      await worker.close();
      await bell.close();
      await world.close();
      await queue.close();
    },
  };
};

const sweeping = (platform: Platform, sweepSeconds: number, queue: Platform['queue']): Platform => ({
  ...platform,
  queue,
  policy: { ...platform.policy, sweepSeconds },
});
