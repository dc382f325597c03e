import { returnEscrows } from '@flattr/domain/escrow/return-escrows';
import type { ThingId } from '@flattr/domain/ids';
import { applyRefund } from '@flattr/domain/refunds/apply-refund';
import { recordEvidence } from '@flattr/evidence';
import { createWorld, type Person, type World } from '@flattr/test-world';
import { afterAll, describe, expect, it } from 'vitest';
import {
  changesSince,
  comes,
  disputes,
  expectSound,
  paymentOf,
  readHeld,
  turn,
  winsDispute,
} from './money-back.ts';

type Scene = {
  readonly world: World;
  readonly ada: Person;
  readonly bob: Person;
  readonly maker: Person;
  readonly found: ThingId;
};

const turnAt = async ({ world }: Scene, moment: string) => {
  await world.moveClockTo(moment);
  await turn(world);
};

/** In November Ada gives two parts to a thing without a creator and one to the writer, Bob all to the former: 28.88 of 30.00 each, 10.00 a month. */
const setScene = async (): Promise<Scene> => {
  const world = await createWorld();
  const found = await world.finds('https://found.example/');
  const post = await world.publishes(await world.joins('writer'), 'https://post.example/');
  const [ada, bob, maker] = [await world.joins('ada'), await world.joins('bob'), await world.joins('maker')];
  for (const supporter of [ada, bob]) await world.funds(supporter, '10.00', 'EUR', 3);
  await world.flattrs(ada, found, 2);
  await world.flattrs(ada, post, 1);
  await world.flattrs(bob, found, 1);
  await world.setsUpPayouts(maker);
  const scene = { world, ada, bob, maker, found };
  await turnAt(scene, '2026-12-01T00:00:01Z');
  return scene;
};

const released = async (scene: Scene, to: Person, moment = '2026-12-20T12:00:00Z') => {
  await turnAt(scene, moment);
  await comes(scene.world, to, scene.found);
};

const paidOut = async (scene: Scene) => {
  await released(scene, scene.maker);
  await turnAt(scene, '2027-01-01T00:00:01Z');
  await turnAt(scene, '2027-01-09T06:00:00Z');
};

const returned = async (scene: Scene) => {
  await turnAt(scene, '2027-12-01T00:00:02Z');
  await returnEscrows(scene.world.platform);
};

/** Ada and Bob give again: of Ada's 10.00 what had come back is spent first. */
const spentAgain = async (scene: Scene) => {
  await returned(scene);
  const again = await scene.world.publishes(await scene.world.joins('painter'), 'https://again.example/');
  await scene.world.flattrs(scene.ada, again, 1);
  await turnAt(scene, '2028-01-01T00:00:01Z');
};

const others = { fees: '-0.50', 'earnings:writer': '-3.166667', losses: '-21.12', stripe: '50.00' };

type Moment = {
  readonly reach: (scene: Scene) => Promise<void>;
  readonly dispute: Record<string, string>;
};

const moments: Readonly<Record<string, Moment>> = {
  'waits in escrow': {
    reach: async () => {},
    dispute: { ...others, 'wallet:ada': '-18.88', 'escrow:2026-11': '-6.333333' },
  },
  'was released, and is not paid out': {
    reach: (scene) => released(scene, scene.maker),
    dispute: { ...others, 'wallet:ada': '-18.88', 'earnings:maker': '-6.333333' },
  },
  'was released, and paid out but for what is less than a cent': {
    reach: paidOut,
    dispute: { ...others, 'wallet:ada': '-18.88', 'earnings:maker': '-0.003333', losses: '-27.45' },
  },
  'was released to whom it came from': {
    reach: (scene) => released(scene, scene.ada),
    dispute: { ...others, 'wallet:ada': '-25.213333' },
  },
  'came back, with its part of the fee': {
    reach: returned,
    dispute: { ...others, 'wallet:ada': '-25.546666', fees: '-0.166667' },
  },
  // Of the 10.00 of December 2027 3.333334 came from the payment: a third of its fee and of what it gave.
  'came back, and was spent again': {
    reach: spentAgain,
    dispute: {
      'wallet:ada': '-15.546666',
      fees: '-0.333334',
      'earnings:painter': '-3.166667',
      'earnings:writer': '-3.166667',
      losses: '-27.786666',
      stripe: '50.00',
    },
  },
};

let tried = 0;
let failed = 0;
afterAll(() => recordEvidence({ id: 'R-15', tried, failed }));

const cell = (reach: Moment['reach'], work: (scene: Scene) => Promise<void>) => async () => {
  tried += 1;
  const scene = await setScene();
  try {
    await reach(scene);
    await work(scene);
    await expectSound(scene.world);
  } catch (error) {
    failed += 1;
    throw error;
  } finally {
    await scene.world.close();
  }
};

describe.each(Object.entries(moments))('a share that %s', (_name, { reach, dispute }) => {
  it(
    'bears its part of a dispute, and comes back if that is won (R-15)',
    cell(reach, async (scene) => {
      const before = await readHeld(scene.world);
      const id = await disputes(scene);
      expect(await changesSince(scene.world, before)).toEqual(dispute);
      await expectSound(scene.world);
      await winsDispute(scene, id);
      expect(await changesSince(scene.world, before)).toEqual({ losses: '-20.00', stripe: '20.00' });
    }),
  );
});

/** The operator gives some of Ada's payment back in the provider's own pages. */
const refundsElsewhere = async ({ world, ada }: Scene, amount: string): Promise<string> => {
  const answer = await fetch(`${world.emulator.url}/v1/refunds`, {
    method: 'POST',
    headers: { authorization: 'Bearer sk_test_world' },
    body: new URLSearchParams({ payment_intent: await paymentOf(world, ada), amount }),
  });
  const { id } = (await answer.json()) as { id: string };
  await applyRefund(world.platform, id);
  return id;
};

type Ending = {
  readonly end: (scene: Scene) => Promise<void>;
  /** What the escrow's end brings while the dispute stands: without Ada's part. */
  readonly ended: Record<string, string>;
  readonly won: Record<string, string>;
  /** 6.12 of the 10.00 of November go, after what is left in the wallet. */
  readonly refunded: Record<string, string>;
  /** 5.28 of them, where 4.72 are gone. */
  readonly rest: Record<string, string>;
};

const wonAlways = { 'earnings:writer': '3.166667', losses: '1.12', stripe: '-30.00' };

const restAlways = { 'earnings:writer': '-1.672', losses: '-1.12', stripe: '6.40' };

const endings: Readonly<Record<string, Ending>> = {
  'released to its creator': {
    end: (scene) => comes(scene.world, scene.maker, scene.found),
    ended: { 'escrow:2026-11': '-9.50', 'earnings:maker': '9.50' },
    won: { ...wonAlways, 'wallet:ada': '18.88', fees: '0.50', 'earnings:maker': '6.333333' },
    refunded: { stripe: '25.00', 'wallet:ada': '-18.88', 'earnings:maker': '-3.876', fees: '-0.306' },
    rest: { ...restAlways, fees: '-0.264', 'earnings:maker': '-3.344' },
  },
  'released to whom it came from': {
    end: (scene) => comes(scene.world, scene.ada, scene.found),
    ended: { 'escrow:2026-11': '-9.50', 'earnings:ada': '9.50' },
    won: { ...wonAlways, 'wallet:ada': '25.213333', fees: '0.50' },
    refunded: { stripe: '25.00', 'wallet:ada': '-22.756', fees: '-0.306' },
    rest: { ...restAlways, fees: '-0.264', 'wallet:ada': '-3.344' },
  },
  'returned to those who gave it': {
    end: async (scene) => {
      await scene.world.moveClockTo('2027-12-01T00:00:02Z');
      await returnEscrows(scene.world.platform);
    },
    ended: { 'escrow:2026-11': '-9.50', 'wallet:bob': '10.00', fees: '-0.50' },
    won: { ...wonAlways, 'wallet:ada': '25.546666', fees: '0.166667' },
    refunded: { stripe: '25.00', 'wallet:ada': '-22.96', fees: '-0.102' },
    rest: { ...restAlways, fees: '-0.088', 'wallet:ada': '-3.52' },
  },
};

describe.each(Object.entries(endings))('what a dispute took of an escrow that is %s', (_name, ending) => {
  it(
    'follows the escrow once the dispute is won, and can be disputed there (R-15)',
    cell(
      async () => {},
      async (scene) => {
        const { world } = scene;
        const id = await disputes(scene);
        const disputed = await readHeld(world);
        await ending.end(scene);
        expect(await changesSince(world, disputed)).toEqual(ending.ended);
        await expectSound(world);
        const ended = await readHeld(world);
        await winsDispute(scene, id);
        expect(await changesSince(world, ended)).toEqual(ending.won);
        await expectSound(world);
        const won = await readHeld(world);
        const refund = await refundsElsewhere(scene, '2500');
        expect(await changesSince(world, won)).toMatchObject(ending.refunded);
        await expectSound(world);
        await world.emulator.control.failRefund(refund);
        await applyRefund(world.platform, refund);
        expect(await changesSince(world, won)).toEqual({});
      },
    ),
  );

  it(
    'is not taken twice while the dispute stands (R-15)',
    cell(
      async () => {},
      async (scene) => {
        const { world } = scene;
        await refundsElsewhere(scene, '2360');
        await ending.end(scene);
        const before = await readHeld(world);
        await refundsElsewhere(scene, '640');
        expect(await changesSince(world, before)).toEqual(ending.rest);
      },
    ),
  );
});
