import { setBudget } from '@flattr/domain/budgets/set-budget';
import type { ThingId } from '@flattr/domain/ids';
import { asMonth } from '@flattr/domain/month';
import { settleMonth } from '@flattr/domain/settlement/settle-month';
import { turnMonths } from '@flattr/domain/settlement/turn-months';
import { acceptSplit } from '@flattr/domain/splits/accept-split';
import { proposeSplit } from '@flattr/domain/splits/propose-split';
import type { Person, World } from '@flattr/test-world';
import { plantMonth } from '@flattr/test-world/plant-month';

/**
 * Plays October and November 2026: people of three currencies with weights, short wallets, own things, no flattrs or no budget;
 * wallets that are spent over both months from several charges, one of them filled after the cut; a budget that caps what a
 * flattr costs; things that are shared, one of them otherwise in November, and one by who had flattred it.
 */
export const playVariedMonths = async (world: World): Promise<void> => {
  const planting = { supporters: 60, flattrsEach: 7, things: 40, creators: 20 };
  await plantMonth(world.owner, { month: asMonth('2026-10'), ...planting });
  const ada = await world.joins('ada');
  const eve = await world.joins('eve');
  const kim = await world.joins('kim');
  const lee = await world.joins('lee');
  const song = await world.publishes(ada, 'https://song.example/');
  const post = await world.publishes(kim, 'https://post.example/');
  const film = await world.publishes(kim, 'https://film.example/');
  await world.funds(ada, '5.00', 'EUR', 3);
  await world.funds(eve, '300', 'JPY');
  await world.funds(kim, '4.00', 'EUR');
  await world.flattrs(ada, post, 2);
  await world.flattrs(eve, song, 3);
  await world.flattrs(eve, post);
  await world.flattrs(lee, post);
  await shares(world, kim, post, [
    [kim, 6667],
    [lee, 3333],
  ]);
  await world.moveClockTo('2026-11-01T00:00:01Z');
  await settleMonth(world.platform, asMonth('2026-10'));
  await turnMonths(world.platform);
  await world.funds(ada, '12.00', 'EUR');
  await world.flattrs(ada, post, 10);
  await world.flattrs(ada, film);
  await world.flattrs(eve, film, 5);
  await world.flattrs(kim, song);
  const gil = await world.joins('gil');
  await world.funds(gil, '20.00');
  await setBudget(world.platform, gil.id, {
    amount: '20.00',
    currency: 'EUR',
    monthsAtOnce: 1,
    maxPerFlattr: '0.37',
  });
  await world.flattrs(gil, post, 3);
  await world.flattrs(gil, film, 4);
  await shares(world, kim, post, [
    [kim, 7001],
    [lee, 2999],
  ]);
  await shares(world, kim, film, [
    [kim, 3333],
    [lee, 3333],
    [ada, 3334],
  ]);
  await flattrAgain(world);
  await world.moveClockTo('2026-12-01T00:00:01Z');
  await settleMonth(world.platform, asMonth('2026-11'));
  await turnMonths(world.platform);
  await world.funds(kim, '9.00', 'EUR');
};

/** A thing's creator proposes how it is shared, and everybody else accepts. */
const shares = async (
  { platform }: World,
  creator: Person,
  thingId: ThingId,
  parts: readonly (readonly [Person, number])[],
): Promise<void> => {
  const split = await proposeSplit(platform, creator.id, {
    thingId,
    parts: parts.map(([{ handle }, basisPoints]) => ({ handle, basisPoints })),
  });
  for (const [{ id }] of parts) if (id !== creator.id) await acceptSplit(platform, id, split);
};

/** Most planted supporters flattr in November again, and kim what is kim's own, which no verb would let them. */
const flattrAgain = async ({ owner }: World): Promise<void> => {
  await owner.query(
    `INSERT INTO flattrs (supporter_id, thing_id, flattred_at, month, weight)
     SELECT supporter_id, thing_id, flattr_now(), '2026-11', weight FROM flattrs
     WHERE month = '2026-10' AND hashtext(supporter_id::text || thing_id) % 10 < 7 ORDER BY supporter_id, thing_id
     ON CONFLICT DO NOTHING`,
  );
  await owner.query(
    `INSERT INTO flattrs (supporter_id, thing_id, flattred_at, month, weight)
     SELECT creator_id, id, flattr_now(), '2026-11', 4 FROM things WHERE url = 'https://post.example/'`,
  );
};
