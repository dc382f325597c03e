import { createGuardedFetch, readAllowList } from '@flattr/adapters';
import { setBudget } from '@flattr/domain/budgets/set-budget';
import type { Job } from '@flattr/domain/events';
import type { ThingId, UserId } from '@flattr/domain/ids';
import { leaveFlattr } from '@flattr/domain/leaving/leave-flattr';
import { selfCheck } from '@flattr/domain/ledger/self-check';
import { fundWallet } from '@flattr/domain/payments/fund-wallet';
import { settleCharge } from '@flattr/domain/payments/settle-charge';
import { applyDispute } from '@flattr/domain/refunds/apply-dispute';
import { refundWallet } from '@flattr/domain/refunds/refund-wallet';
import { turnMonths } from '@flattr/domain/settlement/turn-months';
import { sweep } from '@flattr/domain/sweep';
import { recordEvidence, scaleOf } from '@flattr/evidence';
import { createWorld, payCheckout, type World } from '@flattr/test-world';
import { proves, serveSite } from '@flattr/test-world/crash/money-back';
import { doJob } from '@flattr/worker';
import { afterAll, expect, it } from 'vitest';

const begins = Date.parse('2027-02-10T12:00:00Z');
const day = 86_400_000;
const [cut, paysFrom, afterHold] = ['2027-03-01T00:00:01Z', '2027-03-08T00:10:00Z', '2027-03-20T06:00:00Z'];
/** A year after the publication what nobody claimed goes back. */
const yearLater = '2028-03-02T06:00:00Z';
const end = '2029-06-10T06:00:00Z';

/** A good card for whoever pays on the page, and one that is declined from then on: no top-up changes what comes out. */
const paysOnce = '4000000000000341';

const gives = async (
  world: World,
  handle: string,
  things: readonly (readonly [ThingId, weight: number])[],
): Promise<void> => {
  const person = await world.joins(handle);
  await setBudget(world.platform, person.id, { amount: '60.00', currency: 'EUR', monthsAtOnce: 1 });
  const { url } = await fundWallet(world.platform, person.id);
  await payCheckout(url, paysOnce);
  const charge = await world.platform.db.charge.findFirstOrThrow({ where: { supporterId: person.id } });
  const { payment } = await world.platform.gateway.fetchCheckout(charge.providerSessionId ?? '');
  if (payment) await settleCharge(world.platform, charge.reference, payment);
  for (const [thing, weight] of things) await world.flattrs(person, thing, weight);
};

const site = await serveSite();
afterAll(() => site.close());

/** Two who give to a creator who is paid, one who has no bank, what somebody claims later, and a thing that nobody claims. */
const openWorld = async (): Promise<World> => {
  const allow = readAllowList(site.allow) ?? new Map();
  const fetcher = createGuardedFetch({ origin: 'http://localhost:4000', allow });
  const world = await createWorld({ now: new Date(begins), fetcher });
  await turnMonths(world.platform);
  const [singer, poet] = [await world.joins('singer'), await world.joins('poet')];
  await world.setsUpPayouts(singer);
  const song = await world.publishes(singer, 'https://song.example/');
  const poem = await world.publishes(poet, 'https://poem.example/');
  const lost = await world.finds('https://nobodys.example/');
  // Weights by which no micro is left over: who gets one hangs on random ids.
  await gives(world, 'ada', [
    [song, 1],
    [poem, 1],
    [lost, 2],
  ]);
  await gives(world, 'bob', [
    [song, 1],
    [lost, 1],
  ]);
  await gives(world, 'fay', [[await world.finds(`${site.url}lost`), 1]]);
  const finder = await world.joins('finder');
  await world.setsUpPayouts(finder);
  await proves(world, site, finder);
  await givesNoMore(world, song);
  await world.work();
  return world;
};

/** One whose bank takes some of a payment back, one who takes the wallet back, and one who leaves. */
const givesNoMore = async (world: World, song: ThingId): Promise<void> => {
  const { platform, emulator } = world;
  for (const handle of ['cyd', 'dan', 'eve']) await gives(world, handle, [[song, 1]]);
  const cyd = await platform.db.user.findUniqueOrThrow({ where: { handle: 'cyd' } });
  const charge = await platform.db.charge.findFirstOrThrow({ where: { supporterId: cyd.id } });
  const { id } = await emulator.control.openDispute({
    paymentIntent: charge.providerPaymentId ?? '',
    amount: 500,
  });
  await applyDispute(platform, id);
  const dan = await platform.db.user.findUniqueOrThrow({ where: { handle: 'dan' } });
  await refundWallet(platform, dan.id as UserId, 'EUR');
  const eve = await platform.db.user.findUniqueOrThrow({ where: { handle: 'eve' } });
  await leaveFlattr(platform, eve.id as UserId, { handle: 'eve' });
};

/** What a worker's schedules do: the months are turned, and the sweep rings for what is left. */
const turn = async ({ platform, work }: World): Promise<void> => {
  await turnMonths(platform);
  await work();
  const rung: Job[] = [];
  await sweep({ ...platform, queue: { ...platform.queue, nudge: async (job) => void rung.push(job) } });
  for (const { name, payload } of rung) await doJob(platform, name, { payload });
  await work();
};

const turnAt = async (world: World, ...moments: readonly (string | number)[]): Promise<void> => {
  for (const moment of moments) {
    await world.moveClockTo(new Date(moment));
    await turn(world);
  }
};

const ways: Readonly<Record<string, (world: World) => Promise<void>>> = {
  'turned at each moment': (world) => turnAt(world, cut, paysFrom, afterHold, yearLater),
  'turned thrice at once, and swept, at each moment': async (world) => {
    for (const moment of [cut, paysFrom, afterHold, yearLater]) {
      await world.moveClockTo(moment);
      const { platform } = world;
      await Promise.all([turnMonths(platform), turnMonths(platform), turnMonths(platform), sweep(platform)]);
      await Promise.all([world.work(), world.work()]);
      await turn(world);
    }
  },
  'turned a second too early each time': async (world) => {
    for (const moment of [cut, paysFrom, afterHold, yearLater]) {
      await turnAt(world, Date.parse(moment) - 2000, moment);
    }
  },
  'forgotten for thirteen months': (world) => turnAt(world, yearLater),
  'set back a year between the payouts and what follows': (world) =>
    turnAt(world, cut, paysFrom, begins - 365 * day, afterHold, paysFrom, yearLater, afterHold),
  'turned every twelve hours for a week after the cut': async (world) => {
    for (let half = 0; half < 14; half += 1) await turnAt(world, Date.parse(cut) + (half * day) / 2);
    await turnAt(world, paysFrom, afterHold, yearLater);
  },
};

/** What became of the money: what each has, what was paid out and returned, and what the provider has done. */
const outcomeOf = async (world: World): Promise<readonly string[]> => {
  const { rows } = await world.platform.pool.query<{ line: string }>(
    `SELECT a.kind || coalesce(' ' || u.handle, '') || ' ' || sum(e.amount_micros) AS line
     FROM ledger_accounts a JOIN ledger_entries e ON e.account_id = a.id LEFT JOIN users u ON u.id = a.owner_id
     GROUP BY a.kind, u.handle HAVING sum(e.amount_micros) <> 0
     UNION ALL SELECT 'payout ' || u.handle || ' ' || p.state || ' ' || p.amount_micros
     FROM payouts p JOIN users u ON u.id = p.creator_id ORDER BY 1`,
  );
  const transfers: string[] = [];
  for await (const { amount, reversed } of world.platform.gateway.listTransfers())
    transfers.push(`transfer ${amount.micros} ${reversed.micros}`);
  return [...rows.map(({ line }) => line), ...transfers.sort()];
};

const tried = scaleOf({ quick: 2, ci: 6, full: 6 });

it('pays and returns the same, and once, whatever clocks and schedules do (R-18)', async () => {
  const trouble: string[] = [];
  const outcomes: string[] = [];
  for (const [what, play] of Object.entries(ways).slice(0, tried)) {
    const world = await openWorld();
    await play(world);
    await turnAt(world, end, Date.parse(end) + 8 * day, Date.parse(end) + 9 * day);
    const outcome = (await outcomeOf(world)).join('\n');
    const broken = (await selfCheck(world.platform)).flatMap((check) => check.broken);
    if (outcomes.length > 0 && outcome !== outcomes[0]) trouble.push(`${what}:\n${outcome}`);
    if (broken.length > 0) trouble.push(`${what}: ${broken}`);
    outcomes.push(outcome);
    await world.close();
  }
  recordEvidence({ id: 'R-18', tried: outcomes.length, failed: trouble.length });
  expect(outcomes[0]).toMatch(/payout singer PAID/);
  expect(outcomes[0]).toMatch(/payout finder PAID/);
  expect(outcomes[0]).toMatch(/wallet ada/);
  expect(outcomes[0]).not.toMatch(/escrow/);
  expect(trouble).toEqual([]);
}, 300_000);
