import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { leaveFlattr } from '@flattr/domain/leaving/leave-flattr';
import { selfCheck } from '@flattr/domain/ledger/self-check';
import { asMonth } from '@flattr/domain/month';
import { turnMonths } from '@flattr/domain/settlement/turn-months';
import { acceptSplit } from '@flattr/domain/splits/accept-split';
import { proposeSplit } from '@flattr/domain/splits/propose-split';
import { createWorld, type World } from '@flattr/test-world';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportTo, python, verify } from './verified-month.ts';

describe.runIf(python)('a month of somebody who has left since', () => {
  let world: World;
  let home: string;

  const turnAt = async (moment: string) => {
    await world.moveClockTo(moment);
    await turnMonths(world.platform);
    await world.work();
  };

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'flattr-verify-'));
    world = await createWorld();
    const { platform } = world;
    const [zelda, noor, ada] = [
      await world.joins('zelda'),
      await world.joins('noor'),
      await world.joins('ada'),
    ];
    const song = await world.publishes(noor, 'https://song.example/');
    const post = await world.publishes(zelda, 'https://post.example/');
    const [half, all] = [5000, 10_000];
    const shared = await proposeSplit(platform, noor.id, {
      thingId: song,
      parts: [
        { handle: 'noor', basisPoints: half },
        { handle: 'zelda', basisPoints: half },
      ],
    });
    await acceptSplit(platform, zelda.id, shared);
    await proposeSplit(platform, zelda.id, {
      thingId: post,
      parts: [{ handle: 'zelda', basisPoints: all }],
    });
    await world.funds(ada, '10.00', 'EUR', 6);
    for (const thing of [song, post]) await world.flattrs(ada, thing);
    await turnAt('2026-12-01T00:00:01Z');
    await leaveFlattr(platform, zelda.id, { handle: 'zelda' });
    await world.work();
    for (const thing of [song, post]) await world.flattrs(ada, thing);
    await turnAt('2027-01-01T00:00:01Z');
  });
  afterAll(async () => {
    await world.close();
    await rm(home, { recursive: true });
  });

  it('agrees to the micro with what another program makes of it, before the leaving and after', async () => {
    for (const month of ['2026-11', '2026-12']) {
      const folder = join(home, month);
      await exportTo(world, asMonth(month), folder);
      expect(await verify(folder), month).toMatchObject({
        code: 0,
        lines: [expect.stringMatching(/^Every micro agrees/)],
      });
    }
    expect((await selfCheck(world.platform)).flatMap(({ broken }) => broken)).toEqual([]);
    const { rows } = await world.platform.pool.query(
      'SELECT month, amount_micros::text AS micros FROM escrows ORDER BY month',
    );
    expect(rows).toEqual([{ month: '2026-12', micros: '4750000' }]);
  });
});
