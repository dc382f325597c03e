import { setTimeout as wait } from 'node:timers/promises';
import { flattrThing } from '@flattr/domain/flattrs/flattr-thing';
import type { ThingId, UserId } from '@flattr/domain/ids';
import { selfCheck } from '@flattr/domain/ledger/self-check';
import { asMonth, type Month, monthEnd, monthStart, nextMonth } from '@flattr/domain/month';
import { settleMonth } from '@flattr/domain/settlement/settle-month';
import { turnMonths } from '@flattr/domain/settlement/turn-months';
import { sweep } from '@flattr/domain/sweep';
import { recordEvidence, scaleOf } from '@flattr/evidence';
import { createWorld, type World } from '@flattr/test-world';
import { afterAll, expect, it } from 'vitest';
import { readLines } from './model/rows.ts';
import { startInZone } from './start-in-zone.ts';

const day = 86_400_000;

/** Who gives, and with which weights they flattr. */
const givers: [string, amount: string, currency: string, flattrs: Record<string, number>][] = [
  ['ada', '5.00', 'EUR', { song: 2, post: 1 }],
  ['bob', '2.00', 'USD', { post: 1, song: 1 }],
  ['eve', '300', 'JPY', { post: 1 }],
  ['kim', '4.00', 'EUR', {}],
];

/** Months of each length, the turn of a year, a leap day, and those in which clocks are put forward and back. */
const months = ['2028-02', '2027-03', '2027-12', '2027-02', '2027-04', '2027-10', '2027-11'].map(asMonth);
const zones = ['Pacific/Kiritimati', 'America/St_Johns', 'Pacific/Pago_Pago', 'Europe/Berlin'];
const zonesTried = scaleOf({ quick: 1, ci: 4, full: 4 });
const monthsTried = scaleOf({ quick: 1, ci: 7, full: 7 });

const opened: World[] = [];
afterAll(() => Promise.all(opened.map((world) => world.close())), 120_000);

type Case = {
  readonly what: string;
  /** Brings the world from within the month to where the month is published, in its own way. */
  play(world: World, month: Month): Promise<void>;
};

const at = (month: Month, ms: number) => new Date(monthEnd(month).getTime() + ms);
const turn = (world: World) => turnMonths(world.platform);

const plain: Case = {
  what: 'at its end, by one turn',
  play: async (world, month) => {
    await world.moveClockTo(at(month, 1000));
    await turn(world);
  },
};

const jumps: readonly Case[] = [
  {
    what: 'two months later, when nobody had turned it in time',
    play: async (world, month) => {
      await world.moveClockTo(at(nextMonth(month), 3 * day));
      await turn(world);
    },
  },
  {
    what: 'turned one millisecond too early, and then in time',
    play: async (world, month) => {
      await world.moveClockTo(at(month, -2000));
      await turn(world);
      await expect(settleMonth(world.platform, month)).rejects.toMatchObject({ code: 'month-not-over' });
      await plain.play(world, month);
    },
  },
  {
    what: 'after the clock went back a year within the month, and came again',
    play: async (world, month) => {
      await world.moveClockTo(new Date(monthStart(month).getTime() - 365 * day));
      await turn(world);
      await plain.play(world, month);
    },
  },
  {
    what: 'and the clock went back into the month that was closed',
    play: async (world, month) => {
      await plain.play(world, month);
      await world.moveClockTo(at(month, -day));
      await turn(world);
      await refusesFlattrs(world);
      await plain.play(world, month);
    },
  },
  {
    what: 'by schedules that came thrice, at once and again',
    play: async (world, month) => {
      await world.moveClockTo(at(month, 1000));
      await Promise.all([turn(world), turn(world), settleMonth(world.platform, month)]);
      await sweep(world.platform);
      await turn(world);
    },
  },
];

/** A closed month takes nothing, wherever the clock stands. */
const refusesFlattrs = async ({ platform }: World): Promise<void> => {
  const kim = await platform.db.user.findUniqueOrThrow({ where: { handle: 'kim' } });
  const [thing] = await platform.db.thing.findMany({ take: 1 });
  const before = await platform.pool.query('SELECT count(*) FROM flattrs');
  const flattred = flattrThing(platform, kim.id as UserId, { thingId: thing?.id as ThingId });
  await expect(flattred).rejects.toMatchObject({ code: 'month-closed' });
  expect((await platform.pool.query('SELECT count(*) FROM flattrs')).rows).toEqual(before.rows);
};

/** What the month came to, without times and random ids. */
const statementOf = async ({ platform }: World, month: Month): Promise<readonly string[]> =>
  (await readLines(platform.pool)).filter((line) =>
    ['settled', 'thing', 'earnings', 'statement', 'source'].some((kind) =>
      line.startsWith(`${kind} ${month} `),
    ),
  );

const closings = async ({ platform }: World, month: Month): Promise<number> => {
  const { rows } = await platform.pool.query<{ closed: number }>(
    "SELECT count(*)::int AS closed FROM ledger_transactions WHERE reference LIKE 'settlement:' || $1 || ':%'",
    [month],
  );
  return rows[0]?.closed ?? 0;
};

const openWithin = async (month: Month): Promise<World> => {
  const world = await createWorld({ now: new Date(monthStart(month).getTime() + 10.5 * day) });
  opened.push(world);
  await populate(world);
  return world;
};

const populate = async (world: World): Promise<void> => {
  const things = new Map<string, ThingId>();
  for (const name of ['song', 'post'])
    things.set(name, await world.publishes(await world.joins(`${name}-maker`), `https://${name}.example/`));
  for (const [handle, amount, currency, flattrs] of givers) {
    const supporter = await world.joins(handle);
    await world.funds(supporter, amount, currency);
    for (const [name, thing] of things)
      if (flattrs[name]) await world.flattrs(supporter, thing, flattrs[name]);
  }
};

const expected = new Map<Month, readonly string[]>();
const postings = new Map<Month, number>();
let tried = 0;
const trouble: string[] = [];

/** Plays a case on a world of its own; the month must come to what it came to before, by as many postings. */
const tryCase = async ({ what, play }: Case, month: Month): Promise<void> => {
  const world = await openWithin(month);
  await play(world, month);
  const statement = await statementOf(world, month);
  const posted = await closings(world, month);
  const broken = (await selfCheck(world.platform)).flatMap((check) => check.broken);
  const first = expected.get(month) ?? statement;
  expected.set(month, first);
  if (!postings.has(month)) postings.set(month, posted);
  const same = statement.join() === first.join() && posted === postings.get(month) && broken.length === 0;
  const closed = statement.some((line) => line.startsWith('statement'));
  tried += 1;
  const others = statement.filter((line) => !first.includes(line));
  if (!same || !closed) trouble.push(`${month} ${what}: ${posted} postings, ${[...others, ...broken]}`);
  console.log(`R-18 ${month} is closed ${what}: ${same && closed ? 'once, the same statement' : 'ANOTHER'}`);
};

/** Real workers, and database sessions, in a time zone of their own; each is rung for before and after the month is closed. */
const inZone = (zone: string, workers: number): Case => ({
  what: `by ${workers} worker${workers === 1 ? '' : 's'} in ${zone}, on a database in ${zone}`,
  play: async (world, month) => {
    const { pathname } = new URL(world.config.databaseUrl ?? '');
    await world.owner.query(`ALTER DATABASE ${pathname.slice(1)} SET timezone TO '${zone}'`);
    const config = JSON.stringify(world.config);
    await world.moveClockTo(at(month, -2000));
    const running: Awaited<ReturnType<typeof startInZone>>[] = [];
    while (running.length < workers) running.push(await startInZone(zone, config));
    const state = async () => (await world.platform.db.month.findUnique({ where: { month } }))?.state;
    expect(await state()).toBe('OPEN');
    await world.moveClockTo(at(month, 1000));
    for (const { ring } of running) await ring();
    for (let waited = 0; (await state()) !== 'PUBLISHED'; waited += 50) {
      if (waited > 60_000) throw new Error(`nobody in ${zone} closed ${month}`);
      await wait(50);
    }
    for (const { ring } of running) await ring();
    for (const { end } of running) await end();
  },
});

it('closes a month once and the same, whatever clocks and time zones do (R-18)', async () => {
  for (const month of months.slice(0, monthsTried)) {
    await tryCase(plain, month);
    for (const jump of jumps) await tryCase(jump, month);
  }
  for (const [index, zone] of zones.slice(0, zonesTried).entries()) {
    await tryCase(inZone(zone, 1 + (index % 2)), months[index % monthsTried] ?? asMonth('2028-02'));
  }
  recordEvidence({ id: 'R-18', tried, failed: trouble.length });
  expect(trouble).toEqual([]);
}, 600_000);
