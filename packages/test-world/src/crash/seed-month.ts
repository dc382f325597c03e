import { setBudget } from '@flattr/domain/budgets/set-budget';
import type { ThingId } from '@flattr/domain/ids';
import { turnMonths } from '@flattr/domain/settlement/turn-months';
import { acceptSplit } from '@flattr/domain/splits/accept-split';
import { proposeSplit } from '@flattr/domain/splits/propose-split';
import { startStandingFlattr } from '@flattr/domain/standing-flattrs/start-standing-flattr';
import type { Person } from '../cast.ts';
import type { World } from '../create-world.ts';

/** The month that is settled and paid, from its cut to its last payout. */
export const seededMonth = '2026-11';

/** Where the clock stands while people act: what they pay in is free once the month's challenge is over. */
export const seededAt = new Date('2026-11-02T12:00:00Z');

/** The moments at which the month has something to do: its cut, and its payouts. */
export const moments = ['2026-12-01T00:00:01Z', '2026-12-08T00:10:00Z'] as const;

/**
 * A small month that touches all: three currencies, weights, a third that leaves dust, two top-ups that follow, a wallet
 * that keeps all, a split, a cap, a flattr that stands, two payouts, a creator who set none up and one who stays below the
 * minimum.
 */
export const seedMonth = async (world: World): Promise<void> => {
  await begin(world);
  const singer = await world.joins('singer');
  const writer = await world.joins('writer');
  const painter = await world.joins('painter');
  const poet = await world.joins('poet');
  const song = await world.publishes(singer, 'https://song.example/');
  const post = await world.publishes(writer, 'https://post.example/');
  const picture = await world.publishes(painter, 'https://picture.example/');
  const poem = await world.publishes(poet, 'https://poem.example/');
  for (const creator of [singer, writer, poet]) await world.setsUpPayouts(creator);

  await shares(world, painter, picture, [singer, writer]);

  const ada = await world.joins('ada');
  await world.funds(ada, '25.00', 'EUR');
  await world.flattrs(ada, song, 3);
  await world.flattrs(ada, picture);
  const bob = await world.joins('bob');
  await world.funds(bob, '20.00', 'GBP');
  const capped = { amount: '20.00', currency: 'GBP', monthsAtOnce: 1, maxPerFlattr: '6.00' };
  await setBudget(world.platform, bob.id, capped);
  await world.flattrs(bob, post, 2);
  await world.flattrs(bob, poem);
  const cyd = await world.joins('cyd');
  await world.funds(cyd, '9.00', 'EUR', 3);
  for (const thing of [song, post, poem]) await world.flattrs(cyd, thing);
  await startStandingFlattr(world.platform, cyd.id, { thingId: song });
  const dan = await world.joins('dan');
  await world.funds(dan, '5.00', 'USD', 3);
};

/** Nothing is left to do for the month itself until it is over. */
const begin = async (world: World): Promise<void> => {
  await turnMonths(world.platform);
  await world.work();
};

/** A creator gives each of two others a third of a thing, and both take it. */
const shares = async (
  world: World,
  creator: Person,
  thingId: ThingId,
  others: readonly [Person, Person],
): Promise<void> => {
  const parts = [creator, ...others].map(({ handle }, index) => ({
    handle,
    basisPoints: index === 0 ? 3334 : 3333,
  }));
  const splitId = await proposeSplit(world.platform, creator.id, { thingId, parts });
  for (const { id } of others) await acceptSplit(world.platform, id, splitId);
};

/**
 * The smallest month in which each effect occurs, and each once: one supporter, one flattr, which stands, one creator, one
 * top-up, one payout, one mail.
 */
export const seedSmallestMonth = async (world: World): Promise<void> => {
  await begin(world);
  const singer = await world.joins('singer');
  const song = await world.publishes(singer, 'https://song.example/');
  await world.setsUpPayouts(singer);
  const ada = await world.joins('ada');
  await world.funds(ada, '25.00', 'EUR');
  await startStandingFlattr(world.platform, ada.id, { thingId: song });
};
