import type { UserId } from '@flattr/domain/ids';
import { sealLedger } from '@flattr/domain/ledger/seal-ledger';
import { selfCheck } from '@flattr/domain/ledger/self-check';
import { turnMonths } from '@flattr/domain/settlement/turn-months';
import {
  CreateTokenDocument,
  createFlattr,
  type Flattr,
  FundWalletDocument,
  type Registration,
  SetBudgetDocument,
  SetUpPayoutsDocument,
} from '@flattr/sdk';
import { fillOnboarding, payCheckout } from '@flattr/test-world';
import { type NaiveSupporter, naiveNet, naiveOutcome } from '@flattr/test-world/naive-month';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Entry, podcastEntries, sitemapEntries } from './real-feeds.ts';
import { createServedWorld, type ServedWorld } from './served-world.ts';

const month = '2026-11';
const creators = ['podcaster', 'gardener', 'baker'];
const minimums: Record<string, bigint> = { EUR: 10_000_000n, USD: 10_000_000n, JPY: 1_500_000_000n };
const units: Record<string, bigint> = { EUR: 10_000n, USD: 10_000n, JPY: 1_000_000n };

/** Forty budgets in three currencies, from the smallest to a large one. */
const budgets = Array.from({ length: 40 }, (_, index) => {
  const currency = ['EUR', 'USD', 'JPY'][index % 3] ?? 'EUR';
  const amount =
    currency === 'JPY' ? `${300 + 137 * index}` : `${2 + index}.${`${(index * 7) % 100}`.padStart(2, '0')}`;
  return { handle: `supporter-${index}`, currency, amount };
});

let world: ServedWorld;
const thingsOf = new Map<string, { uuid: string; creator: string }>();
const given: NaiveSupporter[] = [];

beforeAll(async () => {
  world = await createServedWorld();
});
afterAll(() => world.close());

const withToken = async (
  client: Flattr,
  scopes: ('FLATTR_WRITE' | 'THINGS_WRITE' | 'ME_READ')[],
): Promise<Flattr> => {
  const { createToken } = await client.request(CreateTokenDocument, {
    input: { name: 'end to end', scopes },
  });
  return createFlattr({ endpoint: `${world.site.url}/graphql`, token: createToken.secret ?? '' });
};

const registeredAll = (entries: readonly Entry[], results: readonly Registration[], creator: string) => {
  expect(results).toHaveLength(entries.length);
  for (const { thing, errors } of results) {
    expect(errors).toEqual([]);
    if (thing) thingsOf.set(thing.url, { uuid: thing.uuid, creator });
  }
};

describe('one whole month, with real feeds', () => {
  it('registers every entry of a podcast feed and of a sitemap', async () => {
    const pages = sitemapEntries();
    const half = Math.ceil(pages.length / 2);
    const shelves = [podcastEntries(), pages.slice(0, half), pages.slice(half)];
    for (const [index, creator] of creators.entries()) {
      const { client } = await world.joinsByForm(creator);
      const entries = shelves[index] ?? [];
      const { id } = await world.platform.db.user.findUniqueOrThrow({ where: { handle: creator } });
      // Each page is a folder of its own, so two people can have one site's between them.
      for (const { url } of entries)
        await world.owns({ id: id as UserId, handle: creator }, new URL('.', url).href);
      const sdk = await withToken(client, ['THINGS_WRITE']);
      registeredAll(entries, await sdk.registerThings(entries), creator);
      registeredAll(entries, await sdk.registerThings(entries), creator);
      const { setUpPayouts } = await client.request(SetUpPayoutsDocument, { input: { country: 'DE' } });
      await fillOnboarding(setUpPayouts.onboardingUrl ?? '');
    }
    expect(thingsOf.size).toBe(new Set(shelves.flat().map(({ url }) => url)).size);
    expect(await world.platform.db.thing.count()).toBe(thingsOf.size);
  });

  it('funds forty wallets in three currencies, by the checkout and the webhook', async () => {
    const things = [...thingsOf.keys()];
    for (const [index, { handle, currency, amount }] of budgets.entries()) {
      const { client } = await world.joinsByForm(handle);
      const set = await client.request(SetBudgetDocument, { input: { amount, currency, monthsAtOnce: 1 } });
      expect(set.setBudget.errors).toEqual([]);
      const { fundWallet } = await client.request(FundWalletDocument, {});
      await payCheckout(fundWallet.checkoutUrl ?? '');
      const sdk = await withToken(client, ['FLATTR_WRITE']);
      const flattrs = new Map<string, bigint>();
      for (let step = 0; step < 3 + (index % 11); step++) {
        const url = things[(index * 131 + step * step * 17 + step) % things.length] ?? '';
        const weight = 1 + ((index + step) % 10);
        if (flattrs.has(thingsOf.get(url)?.uuid ?? '')) continue;
        await sdk.flattr({ url, weight });
        flattrs.set(thingsOf.get(url)?.uuid ?? '', BigInt(weight));
      }
      const user = await world.platform.db.user.findUniqueOrThrow({ where: { handle } });
      const micros = BigInt(amount.replace('.', '')) * (currency === 'JPY' ? 1_000_000n : 10_000n);
      given.push({
        id: user.id,
        currency,
        budget: micros,
        wallet: naiveNet(micros, currency),
        flattrs: [...flattrs].map(([thing, weight]) => ({ thing, weight })),
      });
    }
    await world.emulator.arrived();
    await world.work();
    expect(await world.platform.db.charge.count({ where: { state: 'SUCCEEDED' } })).toBe(40);
  });

  it('settles the month as a second, naive computation does, to the micro', async () => {
    await world.moveClockTo('2026-12-01T00:00:01Z');
    await turnMonths(world.platform);
    const { rows } = await world.owner.query<{ secret: Buffer }>(
      'SELECT secret FROM months WHERE month = $1',
      [month],
    );
    const secret = rows[0]?.secret ?? Buffer.alloc(0);
    const sums = new Map<string, bigint>();
    const totals = new Map<string, { wallets: bigint; fees: bigint; spent: bigint }>();
    for (const supporter of given) {
      const { spent, fee, shares } = naiveOutcome(month, secret, supporter);
      const total = totals.get(supporter.currency) ?? { wallets: 0n, fees: 0n, spent: 0n };
      totals.set(supporter.currency, {
        wallets: total.wallets + supporter.wallet,
        fees: total.fees + fee,
        spent: total.spent + spent,
      });
      for (const [thing, share] of shares) {
        const key = `${thing} ${supporter.currency}`;
        sums.set(key, (sums.get(key) ?? 0n) + share);
      }
    }
    const stored = await world.platform.db.thingSum.findMany({ where: { month } });
    expect(new Map(stored.map((row) => [`${row.thingId} ${row.currency}`, row.amountMicros]))).toEqual(sums);
    for (const [currency, { wallets, fees, spent }] of totals) {
      expect(
        await world.platform.db.statement.findUnique({ where: { month_currency: { month, currency } } }),
      ).toMatchObject({
        walletsMicros: wallets,
        feesMicros: fees,
        distributedMicros: spent - fees,
        keptMicros: wallets - spent,
      });
    }
  });

  it('pays each creator what their things brought, and leaves what is below a minor unit', async () => {
    await world.moveClockTo('2027-01-01T00:00:01Z');
    await turnMonths(world.platform);
    await world.work();
    await turnMonths(world.platform);
    const expected = new Map<string, bigint>();
    const uuids = new Map([...thingsOf.values()].map(({ uuid, creator }) => [uuid, creator]));
    for (const { thingId, currency, amountMicros } of await world.platform.db.thingSum.findMany({
      where: { month },
    })) {
      const key = `${uuids.get(thingId)} ${currency}`;
      expected.set(key, (expected.get(key) ?? 0n) + amountMicros);
    }
    const paid = new Map<string, bigint>();
    for await (const { amount, accountId } of world.platform.gateway.listTransfers()) {
      const payee = await world.platform.db.payee.findUniqueOrThrow({
        where: { providerAccountId: accountId },
        include: { creator: true },
      });
      paid.set(`${payee.creator.handle} ${amount.currency}`, amount.micros);
    }
    const payable = [...expected].flatMap(([key, micros]): [string, bigint][] => {
      const currency = key.slice(-3);
      const whole = micros - (micros % (units[currency] ?? 1n));
      return whole >= (minimums[currency] ?? 0n) ? [[key, whole]] : [];
    });
    expect(payable.length).toBeGreaterThan(3);
    expect(paid).toEqual(new Map(payable));
  });

  it('leaves every invariant standing', async () => {
    await sealLedger(world.platform);
    const checks = await selfCheck(world.platform);
    expect(checks.flatMap(({ id, broken }) => broken.map((line) => `${id} ${line}`))).toEqual([]);
    expect(checks.every(({ checked }) => checked > 0)).toBe(true);
  });
});
