import { leaveFlattr } from '@flattr/domain/leaving/leave-flattr';
import { settleLeaving } from '@flattr/domain/leaving/settle-leaving';
import type { Platform } from '@flattr/domain/platform';
import { Refusal } from '@flattr/domain/refusal';
import { recordEvidence, scaleOf } from '@flattr/evidence';
import { evenly } from '@flattr/test-world/at-once';
import { doRecordedWork } from '@flattr/test-world/do-recorded-work';
import { watchPoints } from '@flattr/test-world/watch-points';
import { expect, it } from 'vitest';
import { findWords, type LeavingWorld, openLeavingWorld } from './leaving-world.ts';

const patience = scaleOf({ quick: 120_000, ci: 900_000, full: 900_000 });

class Crash extends Error {}

/** Leaves, and has all done that follows at once. */
const leave = async (platform: Platform, { zelda }: LeavingWorld): Promise<void> => {
  await leaveFlattr(platform, zelda.id, { handle: 'zelda' });
  await doRecordedWork(platform);
  await settleLeaving(platform, zelda.id);
  await doRecordedWork(platform);
};

const prepared = async (): Promise<LeavingWorld> => {
  const world = await openLeavingWorld();
  await world.moveClockTo('2026-12-01T00:00:01Z');
  await world.paysOut();
  await world.moveClockTo('2026-12-30T00:00:01Z');
  return world;
};

type Outcome = { readonly passed: number; readonly crash: string | undefined; readonly trouble: string };

/** Falls at this point of the way, and then somebody else goes on; 0 falls nowhere. */
const crashAt = async (point: number): Promise<Outcome> => {
  const world = await prepared();
  try {
    let passed = 0;
    let crash: string | undefined;
    const watched = watchPoints(world.platform, async (name) => {
      passed += 1;
      if (passed === point) crash = name;
      // Whoever fell does nothing more.
      if (crash) throw new Crash(name);
    });
    await leave(watched, world).catch((error: unknown) => {
      if (!(error instanceof Crash)) throw error;
    });
    await finish(world);
    return { passed, crash, trouble: await readTrouble(world) };
  } finally {
    await world.close();
  }
};

/** Who asked and heard nothing asks again; who left already is told so, and all goes on by itself. */
const finish = async (world: LeavingWorld): Promise<void> => {
  await leaveFlattr(world.platform, world.zelda.id, { handle: 'zelda' }).catch((error: unknown) => {
    if (!(error instanceof Refusal) || error.code !== 'already-left') throw error;
  });
  await world.hears();
  await world.sweeps();
  await world.looksAfter(world.zelda);
  await world.settlesAtBank('paid');
  await world.looksAfter(world.zelda);
};

const readTrouble = async (world: LeavingWorld): Promise<string> => {
  const held = await world.held();
  const refunds = await world.platform.db.refund.findMany();
  const payouts = await world.payoutsOf(world.zelda);
  return JSON.stringify({
    broken: await world.broken(),
    known: await findWords(world, ['zelda']),
    ended: await world.ended(world.zelda),
    held: Object.entries(held).filter(([name]) => name.endsWith('zelda') || name === 'orphaned'),
    refunds: refunds.map(({ amountMicros, state }) => `${state} ${amountMicros}`),
    payouts: payouts.map(({ amountMicros, state }) => `${state} ${amountMicros}`),
  });
};

const whole = JSON.stringify({
  broken: [],
  known: [],
  ended: true,
  held: [['orphaned', '0.007']],
  refunds: ['SUCCEEDED 18880000'],
  payouts: ['PAID 8980000'],
});

it(
  'a crash at any point of a leaving leaves nobody half there, and all of their money goes home once (R-32)',
  async () => {
    const free = await crashAt(0);
    expect(free.trouble).toBe(whole);
    const points = Array.from({ length: free.passed }, (_, index) => index + 1);
    const tried = evenly(scaleOf({ quick: 3, ci: 1000, full: 1000 }), points);
    const outcomes: Outcome[] = [];
    for (const point of tried) outcomes.push(await crashAt(point));
    const failed = outcomes.filter(({ trouble }) => trouble !== whole);
    recordEvidence({ id: 'R-32', tried: outcomes.length, failed: failed.length });
    console.log(`R-32: ${outcomes.length} of ${free.passed} points`);
    expect(failed).toEqual([]);
    expect(outcomes.every(({ crash }) => crash !== undefined)).toBe(true);
  },
  patience,
);
