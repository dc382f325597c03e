import { costs, escrow, fees, losses, reserve } from '@flattr/domain/ledger/accounts';
import { balance } from '@flattr/domain/ledger/balance';
import { asMonth } from '@flattr/domain/month';
import { keepReserve } from '@flattr/domain/operator/keep-reserve';
import { readOperatorMoney } from '@flattr/domain/operator/read-operator-money';
import type { Platform } from '@flattr/domain/platform';
import { turnMonths } from '@flattr/domain/settlement/turn-months';
import type { Person } from '@flattr/test-world';
import { doJob } from '@flattr/worker';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openPayoutWorld, type PayoutWorld } from './payout-world.ts';

let world: PayoutWorld;
let platform: Platform;
let errors: string[];

/** One of two supporters of a singer gives 100.00, of which 97.35 arrive: 4.86 are fees of November. */
beforeEach(async () => {
  world = await openPayoutWorld();
  errors = [];
  platform = {
    ...world.platform,
    policy: { ...world.platform.policy, reserveBasisPoints: 2_500 },
    log: { ...world.platform.log, error: (_, sentence) => void errors.push(sentence) },
  };
});
afterEach(() => world.close());

const held = async (account: typeof fees): Promise<string> =>
  `${(await balance(platform.pool, account('EUR'))).micros}`;

const night = async () => {
  errors.length = 0;
  await doJob(platform, 'reconcile', { payload: {} });
};

const takeable = async () =>
  (await readOperatorMoney(platform.pool)).find(({ currency }) => currency === 'EUR')?.takeable.micros;

const positions = async () =>
  (await platform.pool.query<{ n: string }>('SELECT count(*) AS n FROM ledger_transactions')).rows[0]?.n;

const paysOut = async () => {
  await turnMonths(platform);
  await world.hears();
  await turnMonths(platform);
};

const paymentOf = async ({ id }: Person): Promise<string> =>
  (await platform.db.charge.findFirstOrThrow({ where: { supporterId: id }, orderBy: { id: 'asc' } }))
    .providerPaymentId ?? '';

const supporter = async (handle: string): Promise<Person> => {
  const { id } = await platform.db.user.findUniqueOrThrow({ where: { handle } });
  return { id: id as Person['id'], handle };
};

describe('the night’s run', () => {
  it('posts each fee of the provider, payout and deposit of the operator once, and finds no difference', async () => {
    await world.earns('singer', '100.00');
    await world.passHolds();
    expect(await takeable()).toBe(0n);
    await paysOut();
    const { control } = world.emulator;
    await control.takeFee({ amount: 30, currency: 'eur' });
    await control.takeFee({ amount: 12, currency: 'eur' });
    await control.takeFee({ amount: -2, currency: 'eur' });
    await control.topUp({ amount: 500, currency: 'eur' });
    const before = BigInt(await held(fees));
    expect(await held(reserve)).toBe(`${(before + BigInt(await held(reserve))) / 4n}`);
    await night();
    expect(await held(costs)).toBe('-400000');
    expect(await takeable()).toBe(before - 400_000n);
    const set = BigInt(await held(reserve)) - 5_000_000n;
    await world.asks('payouts', { amount: '100', currency: 'eur' });
    await night();
    expect(await held(fees)).toBe(`${before - 1_000_000n}`);
    const count = await positions();
    await night();
    expect(await positions()).toBe(count);
    expect(errors).toEqual([]);
    expect(set).toBeGreaterThan(0n);
    const { rows } = await platform.pool.query(
      'SELECT differences, compared > 5 AS many FROM reconciliations',
    );
    expect(rows).toEqual(Array.from({ length: 3 }, () => ({ differences: [], many: true })));
    expect(await world.broken()).toEqual([]);
  });

  it('does not post what the operator took of others’ money, names it each night, and posts what came back of a payout', async () => {
    await world.earns('singer', '100.00');
    await world.passHolds();
    const taken = await world.asks<{ id: string }>('payouts', { amount: '300', currency: 'eur' });
    await night();
    expect(errors).toEqual([
      `the provider and the ledger differ: operator-payout-too-much: ${taken.id} -3.00 EUR at the provider, nothing here`,
    ]);
    await night();
    expect(errors).toHaveLength(1);
    await world.emulator.control.settlePayout(taken.id, 'failed');
    await night();
    expect(errors).toEqual([]);
    await paysOut();
    const mine = await world.asks<{ id: string }>('payouts', { amount: '200', currency: 'eur' });
    const before = await held(fees);
    await night();
    expect(await held(fees)).not.toBe(before);
    await world.emulator.control.settlePayout(mine.id, 'failed');
    await night();
    expect(await held(fees)).toBe(before);
    expect(errors).toEqual([]);
    expect(await world.broken()).toEqual([]);
  });
});

describe('the reserve', () => {
  it('covers losses as far as it goes', async () => {
    await world.earns('singer', '100.00');
    await world.passHolds();
    await paysOut();
    const [set, rest] = [BigInt(await held(reserve)), BigInt(await held(fees))];
    const fan = await supporter('fan-of-singer');
    const dispute = await world.emulator.control.openDispute({ paymentIntent: await paymentOf(fan) });
    await world.hears();
    const lost = BigInt(await held(losses));
    expect(-lost).toBeGreaterThan(set);
    await night();
    await night();
    expect([await held(reserve), await held(losses)]).toEqual(['0', `${lost + set}`]);
    await world.emulator.control.closeDispute(dispute.id, 'won');
    await world.hears();
    // The fee of the dispute is not given back, and the fees have what losses had lent them.
    expect([await held(fees), await held(losses)]).toEqual([`${rest + set}`, '-20000000']);
    expect(errors).toEqual([]);
    expect(await world.broken()).toEqual([]);
  });

  it('gets back what came back of the losses that it covered', async () => {
    await world.earns('singer', '100.00');
    await world.passHolds();
    await paysOut();
    await world.emulator.control.topUp({ amount: 20_000, currency: 'eur' });
    await night();
    const kept = async () => BigInt(await held(reserve)) + BigInt(await held(fees));
    const before = await kept();
    const fan = await supporter('fan-of-singer');
    const dispute = await world.emulator.control.openDispute({ paymentIntent: await paymentOf(fan) });
    await world.hears();
    await world.moveClockTo('2027-01-02T00:00:00Z');
    await night();
    expect(await held(losses)).toBe('0');
    expect(await kept()).toBeLessThan(before - 20_000_000n);
    await world.emulator.control.closeDispute(dispute.id, 'won');
    await world.hears();
    await world.moveClockTo('2027-01-03T00:00:00Z');
    await night();
    expect(await held(losses)).toBe('0');
    // But for the fee of the dispute.
    expect(await kept()).toBe(before - 20_000_000n);
    expect(await world.broken()).toEqual([]);
  });

  it('keeps a deposit for 180 days, and then it is the operator’s to take', async () => {
    await world.earns('singer', '100.00');
    await world.passHolds();
    await world.emulator.control.topUp({ amount: 1000, currency: 'eur' });
    await night();
    await world.moveClockTo('2027-06-20T00:00:00Z');
    await keepReserve(platform);
    expect(await held(reserve)).toBe('10000000');
    const before = BigInt(await held(fees));
    await world.moveClockTo('2027-06-30T00:00:00Z');
    await keepReserve(platform);
    await keepReserve(platform);
    expect(await held(reserve)).toBe('0');
    expect(await held(fees)).toBe(`${before + 10_000_000n}`);
  });

  it('is asked for nothing where fees are to go back that the operator has taken: losses lend them', async () => {
    await world.earns('singer', '100.00');
    const thing = await world.finds('https://nobody.example/');
    const fan = await supporter('fan-of-singer');
    await world.flattrs(fan, thing);
    await world.passHolds();
    await paysOut();
    await world.asks('payouts', { amount: `${((await takeable()) ?? 0n) / 10_000n}`, currency: 'eur' });
    await night();
    expect(BigInt(await held(fees))).toBeLessThan(10_000n);
    await world.emulator.control.openDispute({ paymentIntent: await paymentOf(fan) });
    await world.hears();
    expect(BigInt(await held(losses))).toBeLessThan(0n);
    expect(await world.broken()).toEqual([]);
    await world.moveClockTo('2028-01-01T00:00:00Z');
    await world.emulator.control.catchUp();
    await world.hears();
    await doJob(platform, 'return-escrows', { payload: {} });
    const waiting = await balance(platform.pool, escrow(thing, asMonth('2026-11'), 'EUR'));
    expect(waiting.micros).toBe(0n);
    await night();
    expect(errors).toEqual([]);
  });
});
