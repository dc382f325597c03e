import { transaction } from '@flattr/database';
import { clearing, wallet } from '@flattr/domain/ledger/accounts';
import { balance, balancesOf } from '@flattr/domain/ledger/balance';
import { postTransfer } from '@flattr/domain/ledger/post';
import { type HistoryEntry, type HistoryPage, readHistories } from '@flattr/domain/ledger/read-histories';
import { sealLedger } from '@flattr/domain/ledger/seal-ledger';
import { selfCheck } from '@flattr/domain/ledger/self-check';
import { type Transfer, transfer } from '@flattr/domain/ledger/transfer';
import { createWorld, type Person, type World } from '@flattr/test-world';
import { afterAll, beforeAll, expect, it } from 'vitest';

let world: World;
let ada: Person;
const stripe = clearing('EUR');
const positions: bigint[] = [];
const count = 1_300;

const post = (posting: Transfer) => transaction(world.platform.pool, (sql) => postTransfer(sql, posting));

/** Turns of 650 entries of one micro each: the second one passes the thousand, and gets a checkpoint. */
const chargeMany = (turn: string) => {
  const lines = Array.from({ length: count / 2 }, () => ({ account: wallet(ada.id, 'EUR'), micros: 1n }));
  return post(
    transfer('charge', `many:${turn}`, [{ account: stripe, micros: BigInt(-count / 2) }, ...lines]),
  );
};

beforeAll(async () => {
  world = await createWorld();
  ada = await world.joins('ada');
  for (const [turn, day] of ['2026-11-16', '2026-11-17'].entries()) {
    await world.moveClockTo(`${day}T12:00:00Z`);
    positions.push(await chargeMany(`${turn}`));
    await sealLedger(world.platform);
  }
  await world.moveClockTo('2026-11-18T12:00:00Z');
  const spend = { account: wallet(ada.id, 'EUR'), micros: -300n };
  positions.push(
    await post(transfer('settlement', 'settlement:2026-10:1', [spend, { account: stripe, micros: 300n }])),
  );
});
afterAll(() => world.close());

const mine = () => wallet(ada.id, 'EUR');

/** The same page of her wallet in a currency that she has not used, which is empty, and of hers. */
const pageOf = async (page: HistoryPage): Promise<readonly HistoryEntry[]> => {
  const accounts = [wallet(ada.id, 'USD'), mine()];
  const [unused, own = []] = await readHistories(world.platform.pool, accounts, page);
  expect(unused).toEqual([]);
  return own;
};

it('gives a checkpoint to an account with more than a thousand entries, and to no other', async () => {
  const { rows } = await world.owner.query(
    `SELECT a.name, c.through_transaction_id AS through, c.balance_micros AS micros FROM ledger_checkpoints c
     JOIN ledger_accounts a ON a.id = c.account_id`,
  );
  expect(rows).toEqual([{ name: `wallet:${ada.id}`, through: `${positions[1]}`, micros: `${count}` }]);
  const sums = (await selfCheck(world.platform)).find(({ id }) => id === 'I2');
  expect(sums?.broken).toEqual([]);
});

it('tells what it held at a position, at a moment, and now', async () => {
  const held = async (...asOf: [Parameters<typeof balance>[2]?]) =>
    (await balance(world.platform.pool, mine(), ...asOf)).micros;
  const [first = 0n, second = 0n, third = 0n] = positions;
  expect(await held()).toBe(1_000n);
  expect(await balancesOf(world.platform.pool, 'wallet', ada.id)).toEqual([
    { micros: 1_000n, currency: 'EUR' },
  ]);
  expect(await Promise.all([first - 1n, first, second, third].map((position) => held({ position })))).toEqual(
    [0n, 650n, 1_300n, 1_000n],
  );
  const moments = ['2026-11-15', '2026-11-17', '2026-11-18', '2026-11-19'];
  expect(await Promise.all(moments.map((day) => held({ moment: new Date(`${day}T00:00:00Z`) })))).toEqual([
    0n,
    650n,
    1_300n,
    1_000n,
  ]);
});

it('lists its entries from either end, each with what was held then', async () => {
  const newest = await pageOf({ most: 3, from: 'newest' });
  expect(newest.map(({ kind, amount, balanceAfter }) => [kind, amount.micros, balanceAfter.micros])).toEqual([
    ['settlement', -300n, 1_000n],
    ['charge', 1n, 1_300n],
    ['charge', 1n, 1_299n],
  ]);
  expect(newest[0]).toMatchObject({ reference: 'settlement:2026-10:1', month: '2026-10' });
  const oldest = await pageOf({ most: 2, from: 'oldest' });
  expect(oldest.map(({ balanceAfter }) => balanceAfter.micros)).toEqual([1n, 2n]);
  const newer = await pageOf({ most: 1, from: 'oldest', newerThan: newest[1] });
  expect(newer.map(({ balanceAfter }) => balanceAfter.micros)).toEqual([1_000n]);
});

it('lists each entry on one page, page after page, and the balances follow from the amounts', async () => {
  let held = 1_000n;
  let seen = 0;
  let olderThan: HistoryEntry | undefined;
  for (;;) {
    const page = await pageOf({ most: 99, from: 'newest', olderThan });
    for (const { amount, balanceAfter } of page) {
      expect(balanceAfter.micros).toBe(held);
      held -= amount.micros;
    }
    seen += page.length;
    olderThan = page.at(-1);
    if (page.length < 99) break;
  }
  expect([held, seen]).toEqual([0n, count + 1]);
});

it('takes no account below 0 whose entries begin with a checkpoint, and takes it down to 0', async () => {
  const spend = (micros: bigint) =>
    post(
      transfer('settlement', `settlement:2026-10:${micros}`, [
        { account: mine(), micros: -micros },
        { account: stripe, micros },
      ]),
    );
  await expect(spend(1_001n)).rejects.toMatchObject({ code: 'FL003' });
  await spend(1_000n);
  expect((await balance(world.platform.pool, mine())).micros).toBe(0n);
});
