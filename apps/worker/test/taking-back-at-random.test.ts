import { returnEscrows } from '@flattr/domain/escrow/return-escrows';
import type { ThingId, UserId } from '@flattr/domain/ids';
import { applyDispute } from '@flattr/domain/refunds/apply-dispute';
import { applyRefund } from '@flattr/domain/refunds/apply-refund';
import { refundWallet } from '@flattr/domain/refunds/refund-wallet';
import { Refusal } from '@flattr/domain/refusal';
import { scaleOf } from '@flattr/evidence';
import { createWorld, type Person, type World } from '@flattr/test-world';
import { randomBelow } from '@flattr/test-world/crash/random-below';
import { expect, it } from 'vitest';
import { changesSince, comes, cut, expectSound, readHeld, turn } from './money-back.ts';

type Play = {
  readonly world: World;
  readonly below: (limit: number) => number;
  readonly open: string[];
  /** What has no creator yet. */
  readonly found: ThingId[];
};

const charges = ({ world }: Play) =>
  world.platform.db.charge.findMany({ where: { state: 'SUCCEEDED' }, orderBy: { reference: 'asc' } });

const unlessRefused = (error: unknown) => {
  if (!(error instanceof Refusal)) throw error;
};

/** Somebody asks for their wallet. */
const refund = async ({ world, below }: Play) => {
  const people = await world.platform.db.user.findMany({ orderBy: { handle: 'asc' } });
  const { id } = people[below(people.length)] ?? { id: '' };
  await refundWallet(world.platform, id as UserId, 'EUR').catch(unlessRefused);
};

/** Somebody flattrs a thing, unless it is their own by now. */
const give = (world: World, one: Person, thing: ThingId, weight: number) =>
  world.flattrs(one, thing, weight).catch(unlessRefused);

/** A bank takes some of a payment back, perhaps while its refund is under way. */
const dispute = async (play: Play) => {
  const all = await charges(play);
  const paymentIntent = all[play.below(all.length)]?.providerPaymentId ?? '';
  const amount = 1 + play.below(2000);
  const opened = await play.world.emulator.control
    .openDispute({ paymentIntent, amount })
    .catch(() => undefined);
  if (!opened) return;
  play.open.push(opened.id);
  await applyDispute(play.world.platform, opened.id);
};

/** The operator gives some of a payment back in the provider's own pages. */
const refundElsewhere = async (play: Play) => {
  const all = await charges(play);
  const fields = {
    payment_intent: all[play.below(all.length)]?.providerPaymentId ?? '',
    amount: `${1 + play.below(700)}`,
  };
  const answer = await fetch(`${play.world.emulator.url}/v1/refunds`, {
    method: 'POST',
    headers: { authorization: 'Bearer sk_test_world' },
    body: new URLSearchParams(fields),
  });
  const made = (await answer.json()) as { id?: string };
  if (made.id) await applyRefund(play.world.platform, made.id);
};

/** A bank does not take a refund after all. */
const failRefund = async ({ world }: Play) => {
  const sent = await world.platform.db.refund.findFirst({ where: { state: 'SUCCEEDED' } });
  if (!sent?.providerRefundId) return;
  await world.emulator.control.failRefund(sent.providerRefundId);
  await applyRefund(world.platform, sent.providerRefundId);
};

const win = async ({ world, below, open }: Play) => {
  const [id] = open.splice(below(open.length || 1), 1);
  if (!id) return;
  await world.emulator.control.closeDispute(id, 'won');
  await applyDispute(world.platform, id);
};

/** The creator of something turns up, perhaps one who gave to it: what waits in published months is theirs. */
const come = async ({ world, below, found }: Play) => {
  const people = await world.platform.db.user.findMany({ orderBy: { handle: 'asc' } });
  const creator = people[below(people.length)];
  const [thing] = found.splice(below(found.length || 1), 1);
  if (!creator || !thing) return;
  await comes(world, { id: creator.id as UserId, handle: creator.handle }, thing).catch((error: Error) => {
    if (!error.message.includes('not published yet')) throw error;
  });
};

const acts = [refund, dispute, dispute, refundElsewhere, failRefund, win, come];

/** Three months of three supporters, four creators and four things without one, with payouts, in which money goes back at any time. */
const playMonths = async (play: Play) => {
  const { world, below } = play;
  const creators = await Promise.all(['kim', 'lee', 'max', 'noa'].map((name) => world.joins(name)));
  const things = [];
  for (const one of creators) things.push(await world.publishes(one, `https://${one.handle}.example/`));
  for (const name of ['one', 'two', 'three', 'four'])
    play.found.push(await world.finds(`https://${name}.example/`));
  things.push(...play.found);
  for (const one of creators.slice(0, 2)) await world.setsUpPayouts(one);
  const people = [];
  for (const name of ['ada', 'bob', 'cid']) people.push(await world.joins(name));
  for (const [month, before] of [
    ['2026-12', '2026-11'],
    ['2027-01', '2026-12'],
    ['2027-02', '2027-01'],
  ] as const) {
    for (const one of people) {
      await world.funds(one, `${8 + below(30)}.${10 + below(90)}`);
      for (const thing of things) if (below(3) > 0) await give(world, one, thing, 1 + below(5));
    }
    await act(play, 3);
    await cut(world, before);
    await act(play, 2);
    for (const day of ['01', '09', '20']) {
      await world.moveClockTo(`${month}-${day}T06:00:00Z`);
      await turn(world);
      await act(play, 2);
    }
  }
};

const act = async (play: Play, times: number) => {
  for (let time = 0; time < times; time++) await acts[play.below(acts.length)]?.(play);
  await play.world.work();
  await expectSound(play.world);
};

/** What is still in escrow of things without a creator. */
const waiting = async ({ owner }: World) => {
  const { rows } = await owner.query(
    `SELECT e.thing_id FROM escrows e JOIN things t ON t.id = e.thing_id AND t.creator_id IS NULL WHERE e.state = 'WAITING'`,
  );
  return rows;
};

it.each(Array.from({ length: scaleOf({ quick: 1, ci: 12, full: 100 }) }, (_, seed) => seed))(
  'whatever goes back and when, the ledger is sound, and disputes that are won restore it to the micro (seed %i)',
  async (seed) => {
    const world = await createWorld();
    let drawn = 0;
    const below = (limit: number) => randomBelow(limit, `${seed} ${drawn++}`);
    const play: Play = { world, below, open: [], found: [] };
    await playMonths(play);
    for (const _ of [1, 2]) await dispute(play);
    await world.moveClockTo('2028-03-01T06:00:00Z');
    await turn(world);
    await returnEscrows(world.platform);
    await expectSound(world);
    expect(await waiting(world)).toEqual([]);
    while (play.open.length > 0) await win(play);
    await world.work();
    const before = await readHeld(world);
    for (const _ of [1, 2, 3, 4, 5, 6]) await dispute(play);
    await expectSound(world);
    const opened = play.open.length;
    while (play.open.length > 0) await win(play);
    const fees = opened === 0 ? {} : { losses: `-${20 * opened}.00`, stripe: `${20 * opened}.00` };
    expect(await changesSince(world, before)).toEqual(fees);
    await expectSound(world);
    await world.close();
  },
);
