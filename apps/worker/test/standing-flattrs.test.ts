import { flattrThing } from '@flattr/domain/flattrs/flattr-thing';
import { undoFlattr } from '@flattr/domain/flattrs/undo-flattr';
import type { ThingId } from '@flattr/domain/ids';
import { asMonth } from '@flattr/domain/month';
import { openMonth } from '@flattr/domain/settlement/open-month';
import { settleMonth } from '@flattr/domain/settlement/settle-month';
import { turnMonths } from '@flattr/domain/settlement/turn-months';
import { acceptSplit } from '@flattr/domain/splits/accept-split';
import { proposeSplit } from '@flattr/domain/splits/propose-split';
import { fireStandingFlattrs } from '@flattr/domain/standing-flattrs/fire-standing-flattrs';
import { startStandingFlattr } from '@flattr/domain/standing-flattrs/start-standing-flattr';
import { stopStandingFlattr } from '@flattr/domain/standing-flattrs/stop-standing-flattr';
import { sweep } from '@flattr/domain/sweep';
import { createWorld, type Person, type World } from '@flattr/test-world';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const [november, december, january, february, march] = [
  asMonth('2026-11'),
  asMonth('2026-12'),
  asMonth('2027-01'),
  asMonth('2027-02'),
  asMonth('2027-03'),
] as const;

let world: World;
let ada: Person;
let maker: Person;
let song: ThingId;

beforeEach(async () => {
  world = await createWorld();
  ada = await world.joins('ada');
  maker = await world.joins('maker');
  song = await world.publishes(maker, 'https://song.example/');
  await turn(november, 15);
});
afterEach(() => world.close());

/** Lets a month's turn happen as the worker does it, and all that it leads to. */
const turn = async (month: string, day = 1): Promise<void> => {
  await world.moveClockTo(`${month}-${`${day}`.padStart(2, '0')}T00:00:01Z`);
  await turnMonths(world.platform);
  await world.work();
};

const stand = (months?: number, weight?: number, thingId = song) =>
  startStandingFlattr(world.platform, ada.id, { thingId, months, weight });

/** Ada's flattrs as lines `2026-11 ×2`. */
const flattrs = async (thingId = song): Promise<string[]> => {
  const rows = await world.platform.db.flattr.findMany({
    where: { supporterId: ada.id, thingId },
    orderBy: { month: 'asc' },
  });
  return rows.map(({ month, weight }) => `${month} ×${weight}`);
};

describe('a standing flattr', () => {
  it('of three months flattrs in each of them, and ends', async () => {
    expect(await stand(3, 2)).toBe(november);
    expect(await flattrs()).toEqual(['2026-11 ×2']);
    for (const month of [december, january, february, march]) await turn(month);
    expect(await flattrs()).toEqual(['2026-11 ×2', '2026-12 ×2', '2027-01 ×2']);
  });

  it('until it is stopped flattrs until then, and the open month’s stays', async () => {
    await stand();
    await turn(december);
    await stopStandingFlattr(world.platform, ada.id, song);
    await turn(january);
    expect(await flattrs()).toEqual(['2026-11 ×1', '2026-12 ×1']);
    await expect(stopStandingFlattr(world.platform, ada.id, song)).rejects.toMatchObject({
      code: 'not-standing',
    });
  });

  it('that is undone does not come back this month, and does the next', async () => {
    await stand();
    await turn(december);
    await undoFlattr(world.platform, ada.id, { thingId: song });
    await fireStandingFlattrs(world.platform, december);
    await turn(december, 2);
    expect(await flattrs()).toEqual(['2026-11 ×1']);
    await turn(january);
    expect(await flattrs()).toEqual(['2026-11 ×1', '2027-01 ×1']);
  });

  it('does not come back either where its owner was faster than the firing: flattred by hand, and undone', async () => {
    await stand();
    await world.moveClockTo('2026-12-01T00:00:00.001Z');
    await flattrThing(world.platform, ada.id, { thingId: song });
    await undoFlattr(world.platform, ada.id, { thingId: song });
    await turn(december);
    expect(await flattrs()).toEqual(['2026-11 ×1']);
  });

  it('leaves the weight that its owner gave a flattr by hand', async () => {
    await stand(undefined, 2);
    await world.moveClockTo('2026-12-01T00:00:00.001Z');
    await world.flattrs(ada, song, 7);
    await turn(december);
    expect(await flattrs()).toEqual(['2026-11 ×2', '2026-12 ×7']);
  });

  it('skips what has become its owner’s own, for that month alone', async () => {
    await stand();
    const halves = [maker, ada].map(({ handle }) => ({ handle, basisPoints: 5_000 }));
    const split = await proposeSplit(world.platform, maker.id, { thingId: song, parts: halves });
    await acceptSplit(world.platform, ada.id, split);
    await turn(december);
    const whole = [{ handle: maker.handle, basisPoints: 10_000 }];
    await proposeSplit(world.platform, maker.id, { thingId: song, parts: whole });
    await turn(january);
    expect(await flattrs()).toEqual(['2026-11 ×1', '2027-01 ×1']);
  });

  it('takes new terms from the open month on, and keeps its weight where none is given', async () => {
    await stand(3, 4);
    await turn(december);
    await stand(3);
    for (const month of [january, february, march]) await turn(month);
    expect(await flattrs()).toEqual(['2026-11 ×4', '2026-12 ×4', '2027-01 ×4', '2027-02 ×4']);
  });

  it('is put on what is flattred already without touching it, and repeats its weight', async () => {
    await world.flattrs(ada, song, 3);
    await stand();
    await turn(december);
    expect(await flattrs()).toEqual(['2026-11 ×3', '2026-12 ×3']);
  });
});

describe('firing', () => {
  it('is recorded once per month, whoever turns it and however often, and doing it again changes nothing', async () => {
    await stand();
    await world.moveClockTo('2026-12-01T00:00:01Z');
    await Promise.all([1, 2, 3].map(() => turnMonths(world.platform)));
    await world.work();
    await Promise.all([1, 2, 3].map(() => fireStandingFlattrs(world.platform, december)));
    const { rows } = await world.owner.query(
      "SELECT payload ->> 'month' AS month FROM outbox WHERE job = 'fire-standing-flattrs' ORDER BY id",
    );
    expect(rows).toEqual([{ month: november }, { month: december }]);
    expect(await flattrs()).toEqual(['2026-11 ×1', '2026-12 ×1']);
  });

  it('happens once the instance is back, for the month that it is then, and for none that is over', async () => {
    await stand();
    await world.moveClockTo('2027-01-09T00:00:00Z');
    await openMonth(world.platform, january);
    await fireStandingFlattrs(world.platform, december);
    expect(await flattrs()).toEqual(['2026-11 ×1']);
    await turn(january, 9);
    expect(await flattrs()).toEqual(['2026-11 ×1', '2027-01 ×1']);
    await turn(february);
    expect(await flattrs()).toEqual(['2026-11 ×1', '2027-01 ×1', '2027-02 ×1']);
  });

  it('does not wait for the settlement of the month before, and does not begin before its month', async () => {
    await stand();
    await world.owner.query('REVOKE UPDATE (state) ON months FROM flattr_app');
    await world.moveClockTo('2026-12-01T00:00:01Z');
    await expect(turnMonths(world.platform)).rejects.toThrow('permission denied');
    await world.work();
    expect(await flattrs()).toEqual(['2026-11 ×1', '2026-12 ×1']);
    await expect(fireStandingFlattrs(world.platform, january)).rejects.toThrow('has not begun');
  });

  it('is rung for by the sweep where the month’s turn was lost', async () => {
    await stand();
    await world.moveClockTo('2026-12-01T00:00:01Z');
    await openMonth(world.platform, december);
    await settleMonth(world.platform, november);
    const nudged: string[] = [];
    const nudge = async ({ name }: { name: string }) => void nudged.push(name);
    const platform = { ...world.platform, queue: { ...world.platform.queue, nudge } };
    await sweep(platform);
    expect(nudged).toEqual(['turn-months']);
    await turn(december);
    await sweep(platform);
    expect(nudged).toEqual(['turn-months']);
  });
});

describe('five thousand standing flattrs', () => {
  const supporters = 2500;

  beforeEach(async () => {
    const post = await world.publishes(maker, 'https://post.example/');
    await world.owner.query(
      `INSERT INTO users (id, handle, name, email)
       SELECT gen_random_uuid(), 'fan-' || n, 'Fan', n || '@fans.example' FROM generate_series(1, $1::int) AS n`,
      [supporters],
    );
    await world.owner.query(
      `INSERT INTO standing_flattrs (supporter_id, thing_id, weight, first_month, fired_month)
       SELECT u.id, t.id, 2, '2026-11', '2026-11' FROM users u, things t
       WHERE u.handle LIKE 'fan-%' AND t.id = ANY ($1)`,
      [[song, post]],
    );
    await world.moveClockTo('2026-12-01T00:00:01Z');
    await openMonth(world.platform, december);
  });

  const inDecember = async (): Promise<number> =>
    world.platform.db.flattr.count({ where: { month: december, weight: 2 } });

  /** The platform of a process that dies with its n-th transaction, before it or after its commit. */
  const dying = (transactions: number, dies: 'before' | 'after') => {
    let begun = 0;
    const connect = async () => {
      begun += 1;
      if (begun === transactions && dies === 'before') throw new Error('killed');
      const client = await world.platform.pool.connect();
      if (begun < transactions) return client;
      const query = async (...asked: unknown[]) => {
        const answer = await Reflect.apply(client.query, client, asked);
        if (asked[0] === 'COMMIT') throw new Error('killed');
        return answer;
      };
      return new Proxy(client, {
        get: (target, name) => {
          const value = name === 'query' ? query : Reflect.get(target, name);
          return typeof value === 'function' && name !== 'query' ? value.bind(target) : value;
        },
      });
    };
    const pool = new Proxy(world.platform.pool, {
      get: (target, name) => (name === 'connect' ? connect : Reflect.get(target, name)),
    });
    return { ...world.platform, pool };
  };

  it('fire once each, wherever the process was killed between chunks', async () => {
    const fired: number[] = [];
    for (const [transactions, dies] of [
      [1, 'before'],
      [1, 'after'],
      [2, 'before'],
      [1, 'after'],
    ] as const) {
      await expect(fireStandingFlattrs(dying(transactions, dies), december)).rejects.toThrow('killed');
      fired.push(await inDecember());
    }
    expect(fired).toEqual([0, 2000, 4000, 5000]);
    await fireStandingFlattrs(world.platform, december);
    expect(await inDecember()).toBe(2 * supporters);
  });

  it('fire once each where five fire at once', async () => {
    await Promise.all([1, 2, 3, 4, 5].map(() => fireStandingFlattrs(world.platform, december)));
    expect(await inDecember()).toBe(2 * supporters);
  });
});
