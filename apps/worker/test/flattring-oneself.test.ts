import { releaseEscrow } from '@flattr/domain/escrow/release-escrow';
import type { ThingId } from '@flattr/domain/ids';
import { earnings, wallet } from '@flattr/domain/ledger/accounts';
import { balance } from '@flattr/domain/ledger/balance';
import { selfCheck } from '@flattr/domain/ledger/self-check';
import { asMonth, type Month } from '@flattr/domain/month';
import { openMonth } from '@flattr/domain/settlement/open-month';
import { settleMonth } from '@flattr/domain/settlement/settle-month';
import { acceptSplit } from '@flattr/domain/splits/accept-split';
import { proposeSplit } from '@flattr/domain/splits/propose-split';
import { recordEvidence } from '@flattr/evidence';
import { createWorld, type Person, type World } from '@flattr/test-world';
import { expect, it } from 'vitest';

type Way = (world: World, ada: Person) => Promise<void>;

const claims = async (world: World, { id }: Person, thing: ThingId, month: Month): Promise<void> => {
  await openMonth(world.platform, month);
  await world.owner.query('UPDATE things SET creator_id = $1, creator_from = $2 WHERE id = $3', [
    id,
    month,
    thing,
  ]);
};

const november = asMonth('2026-11');

const afterNovember = async (world: World): Promise<void> => {
  await world.moveClockTo('2026-12-02T00:00:00Z');
  await settleMonth(world.platform, november);
};

/** Each way by which somebody might flattr what is theirs. */
const ways: Readonly<Record<string, Way>> = {
  directly: async (world, ada) => {
    const own = await world.publishes(ada, 'https://own.example/');
    await expect(world.flattrs(ada, own)).rejects.toMatchObject({ code: 'own-thing' });
    await afterNovember(world);
  },
  'by a claim that stands before the cut': async (world, ada) => {
    const song = await world.finds('https://song.example/');
    await world.flattrs(ada, song);
    await claims(world, ada, song, november);
    await afterNovember(world);
  },
  'by a split that comes into force before the cut': async (world, ada) => {
    const maker = await world.joins('maker');
    const song = await world.publishes(maker, 'https://song.example/');
    await world.flattrs(ada, song);
    const parts = [maker, ada].map(({ handle }, place) => ({ handle, basisPoints: place ? 9_999 : 1 }));
    await acceptSplit(
      world.platform,
      ada.id,
      await proposeSplit(world.platform, maker.id, { thingId: song, parts }),
    );
    await afterNovember(world);
  },
  'by a claim that stands after the month was settled': async (world, ada) => {
    const song = await world.finds('https://song.example/');
    await world.flattrs(ada, song);
    await afterNovember(world);
    await claims(world, ada, song, asMonth('2026-12'));
    await releaseEscrow(world.platform, ada.id);
  },
};

it('earns nobody anything, whichever way they flattr what is theirs (S-50)', async () => {
  for (const way of Object.values(ways)) {
    const world = await createWorld();
    try {
      const ada = await world.joins('ada');
      await world.funds(ada, '2.00', 'EUR', 3);
      const before = (await balance(world.platform.pool, wallet(ada.id, 'EUR'))).micros;
      await way(world, ada);
      const after = (await balance(world.platform.pool, wallet(ada.id, 'EUR'))).micros;
      expect((await balance(world.platform.pool, earnings(ada.id, 'EUR'))).micros).toBe(0n);
      expect(after).toBeLessThanOrEqual(before);
      expect((await selfCheck(world.platform)).flatMap(({ broken }) => broken)).toEqual([]);
    } finally {
      await world.close();
    }
  }
  recordEvidence({ id: 'S-50', tried: Object.keys(ways).length, failed: 0 });
});
