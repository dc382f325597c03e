import { dueEscrows } from '@flattr/domain/escrow/due-escrows';
import { earnings, escrow } from '@flattr/domain/ledger/accounts';
import { balance } from '@flattr/domain/ledger/balance';
import { selfCheck } from '@flattr/domain/ledger/self-check';
import { asMonth } from '@flattr/domain/month';
import type { Fetcher } from '@flattr/domain/ports';
import { openMonth } from '@flattr/domain/settlement/open-month';
import { settleMonth } from '@flattr/domain/settlement/settle-month';
import { moveThing } from '@flattr/domain/things/move-thing';
import { createWorld, type World } from '@flattr/test-world';
import { afterEach, beforeEach, expect, it } from 'vitest';

const november = asMonth('2026-11');
const [before, after] = ['https://song.example/', 'https://maker.example/song'];

let world: World;
let redirects = true;

const fetcher: Fetcher = {
  fetchText: async (url) => {
    const head = { outcome: 'answered', status: 301, url, contentType: '', text: '' } as const;
    return redirects ? { ...head, location: after } : { ...head, status: 200 };
  },
  resolveTxt: async () => ({ outcome: 'answered', records: [] }),
};

beforeEach(async () => {
  redirects = true;
  world = await createWorld({ fetcher });
});
afterEach(async () => {
  const invariants = await selfCheck(world.platform);
  expect(invariants.flatMap(({ id, broken }) => broken.map((line) => `${id} ${line}`))).toEqual([]);
  await world.close();
});

/** November, in which a fan gives 2.00 to a song whose maker has not come. */
const settleNovember = async () => {
  const song = await world.finds(before);
  const fan = await world.joins('fan');
  await world.funds(fan, '2.00', 'EUR', 3);
  await world.flattrs(fan, song);
  await world.moveClockTo('2026-12-01T00:00:01Z');
  await settleMonth(world.platform, november);
  await openMonth(world.platform, asMonth('2026-12'));
  return song;
};

it('what waits goes with a thing to who claimed its new site, after 14 days of redirecting, and not by registering', async () => {
  const song = await settleNovember();
  const maker = await world.joins('maker');
  await world.owns(maker, 'https://maker.example/');
  const escrowed = () => balance(world.platform.pool, escrow(song, november, 'EUR'));
  const moving = () => moveThing(world.platform, maker.id, { from: { url: before }, to: after });
  await expect(moving()).rejects.toMatchObject({ code: 'redirect-too-new' });
  redirects = false;
  await world.moveClockTo('2026-12-16T12:00:00Z');
  await expect(moving()).rejects.toMatchObject({ code: 'redirect-missing' });
  redirects = true;
  await expect(moving()).rejects.toMatchObject({ code: 'redirect-too-new' });
  await world.moveClockTo('2026-12-30T12:00:00Z');
  await world.work();
  expect((await escrowed()).micros).toBe(1_900_000n);
  expect(await moving()).toEqual({ thingId: song, moved: true });
  await world.work();
  expect((await escrowed()).micros).toBe(0n);
  expect((await balance(world.platform.pool, earnings(maker.id, 'EUR'))).micros).toBe(1_900_000n);
});

it('what waits stays with a thing that moves to where nobody is, and goes back from there in time', async () => {
  const song = await settleNovember();
  const mover = await world.joins('mover');
  const moving = () => moveThing(world.platform, mover.id, { from: { thingId: song }, to: after });
  await expect(moving()).rejects.toMatchObject({ code: 'redirect-too-new' });
  await world.moveClockTo('2026-12-16T12:00:00Z');
  expect(await moving()).toEqual({ thingId: song, moved: true });
  await world.work();
  expect((await balance(world.platform.pool, escrow(song, november, 'EUR'))).micros).toBe(1_900_000n);
  const due = () => world.platform.pool.query(`SELECT e.thing_id ${dueEscrows}`);
  expect((await due()).rows).toEqual([]);
  await world.moveClockTo('2027-12-10T12:00:00Z');
  expect((await due()).rows).toEqual([{ thing_id: song }]);
});
