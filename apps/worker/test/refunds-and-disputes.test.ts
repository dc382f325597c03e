import type { PayoutId } from '@flattr/domain/ids';
import { followPayout } from '@flattr/domain/payouts/follow-payout';
import { refundWallet } from '@flattr/domain/refunds/refund-wallet';
import { turnMonths } from '@flattr/domain/settlement/turn-months';
import { recordEvidence } from '@flattr/evidence';
import { afterAll, describe, expect, it } from 'vitest';
import {
  changesSince,
  cut,
  disputes,
  expectSound,
  readHeld,
  type Scene,
  setScene,
  turn,
  winsDispute,
} from './money-back.ts';

type Moment = {
  readonly reach: (scene: Scene) => Promise<void>;
  /** What happens after it before one looks again. */
  readonly afterwards?: (scene: Scene) => Promise<void>;
  readonly refund: Record<string, string>;
  readonly dispute: Record<string, string>;
};

const turnAt = async ({ world }: Scene, moment: string) => {
  await world.moveClockTo(moment);
  await turn(world);
};

const toPayout = async (scene: Scene) => {
  await turnAt(scene, '2026-12-01T00:00:01Z');
  await turnAt(scene, '2026-12-09T06:00:00Z');
  await turnAt(scene, '2027-01-01T00:00:01Z');
  await scene.world.moveClockTo('2027-01-09T06:00:00Z');
  await turnMonths(scene.world.platform);
};

const toTransfer = async (scene: Scene) => {
  await toPayout(scene);
  await turn(scene.world);
};

/** The bank has it. */
const toBank = async (scene: Scene) => {
  await toTransfer(scene);
  const { platform, moveClockTo } = scene.world;
  await moveClockTo('2027-01-12T06:00:00Z');
  for (const { id } of await platform.db.payout.findMany()) await followPayout(platform, id as PayoutId);
  expect(await platform.db.payout.findMany()).toMatchObject([{ state: 'PAID' }]);
};

const settled = { 'wallet:ada': '-18.88', stripe: '18.88' };
const shares = { fees: '-0.50', 'earnings:writer': '-3.166667' };
const unpaid = {
  ...shares,
  'wallet:ada': '-18.88',
  'earnings:singer': '-6.333333',
  losses: '-21.12',
  stripe: '50.00',
};
/** 15.83 of the singer's 15.833333 are gone. */
const paid = { ...unpaid, 'earnings:singer': '-0.003333', losses: '-27.45' };

const moments: Readonly<Record<string, Moment>> = {
  'before the cut': {
    reach: async () => {},
    refund: { 'wallet:ada': '-28.88', stripe: '28.88' },
    dispute: { 'wallet:ada': '-28.88', losses: '-21.12', stripe: '50.00' },
  },
  'in settlement': {
    reach: ({ world }) => cut(world, '2026-11'),
    afterwards: ({ world }) => turn(world),
    refund: settled,
    dispute: unpaid,
  },
  'in challenge': {
    reach: (scene) => turnAt(scene, '2026-12-03T12:00:00Z'),
    refund: settled,
    dispute: unpaid,
  },
  'while a payout is under way': {
    reach: toPayout,
    afterwards: ({ world }) => turn(world),
    refund: settled,
    dispute: paid,
  },
  'after its transfer': { reach: toTransfer, refund: settled, dispute: paid },
  'after its payout': { reach: toBank, refund: settled, dispute: paid },
  '119 days later': {
    reach: async (scene) => {
      await toBank(scene);
      for (const month of ['02', '03', '04', '05']) await turnAt(scene, `2027-${month}-09T06:00:00Z`);
    },
    refund: settled,
    dispute: paid,
  },
};

let tried = 0;
let failed = 0;

type Held = ReadonlyMap<string, bigint>;

/** What the moments that go on by themselves would have come to without any of this. */
const untouched = new Map<Moment, Promise<Held>>();

const holdUntouched = async (moment: Moment): Promise<Held> => {
  const scene = await setScene();
  await moment.reach(scene);
  await moment.afterwards?.(scene);
  const held = await readHeld(scene.world);
  await scene.world.close();
  return held;
};

/** Reaches a moment, acts, and goes on; what everybody had is what they would have without it. */
const play = async (
  moment: Moment,
  act: (scene: Scene) => Promise<void>,
): Promise<{ scene: Scene; before: Held }> => {
  const scene = await setScene();
  await moment.reach(scene);
  const alone = moment.afterwards && (untouched.get(moment) ?? holdUntouched(moment));
  if (alone) untouched.set(moment, alone);
  const before = (await alone) ?? (await readHeld(scene.world));
  await act(scene);
  await moment.afterwards?.(scene);
  await scene.world.work();
  return { scene, before };
};

const cell = (work: () => Promise<void>) => async () => {
  tried += 1;
  try {
    await work();
  } catch (error) {
    failed += 1;
    throw error;
  }
};

afterAll(() => recordEvidence({ id: 'R-15', tried, failed }));

describe.each(Object.entries(moments))('money that goes back %s', (_name, moment) => {
  it(
    'is what no cut has reserved, and nobody else’s, if it is refunded (R-15)',
    cell(async () => {
      const { scene, before } = await play(moment, async ({ world, ada }) => {
        await refundWallet(world.platform, ada.id, 'EUR');
      });
      expect(await changesSince(scene.world, before)).toEqual(moment.refund);
      expect(await scene.world.platform.db.refund.findMany()).toMatchObject([{ state: 'SUCCEEDED' }]);
      await expectSound(scene.world);
      await scene.world.close();
    }),
  );

  it(
    'is the supporter’s part of wallet, fee and unpaid shares, if it is disputed, and comes back if that is won (R-15)',
    cell(async () => {
      let dispute = '';
      const { scene, before } = await play(moment, async (one) => {
        dispute = await disputes(one);
      });
      expect(await changesSince(scene.world, before)).toEqual(moment.dispute);
      await expectSound(scene.world);
      await winsDispute(scene, dispute);
      await scene.world.work();
      expect(await changesSince(scene.world, before)).toEqual({ losses: '-20.00', stripe: '20.00' });
      await expectSound(scene.world);
      await scene.world.close();
    }),
  );
});
