import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { transaction } from '@flattr/database';
import { clearing, losses } from '@flattr/domain/ledger/accounts';
import { postTransfer } from '@flattr/domain/ledger/post';
import { type TransferKind, transfer } from '@flattr/domain/ledger/transfer';
import { compareProvider } from '@flattr/domain/reconciliation/compare-provider';
import { differenceKinds, sayDifference } from '@flattr/domain/reconciliation/difference';
import { windowStart } from '@flattr/domain/reconciliation/window-start';
import { refundWallet } from '@flattr/domain/refunds/refund-wallet';
import type { Person } from '@flattr/test-world';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openPayoutWorld, type PayoutWorld } from './payout-world.ts';

let world: PayoutWorld;
let folder: string;
let singer: Person;
let clock = new Date('2027-01-04T12:00:00Z');
/** The payments of ada, bob and cyd, none of whom gives anything. */
const payments: string[] = [];

const later = async (hours: number) => {
  clock = new Date(clock.getTime() + hours * 3_600_000);
  await world.moveClockTo(clock);
};

const compare = () => compareProvider(world.platform, new Date('2026-11-01T00:00:00Z'));

/** As the database's owner, past every guard. */
const tamper = async (sql: string, ...values: readonly unknown[]) => {
  const client = await world.owner.connect();
  try {
    await client.query('BEGIN');
    await client.query('SET LOCAL session_replication_role = replica');
    const { rowCount } = await client.query(sql, [...values]);
    await client.query('COMMIT');
    expect(rowCount).toBeGreaterThan(0);
  } finally {
    client.release();
  }
};

const invent = (kind: TransferKind, reference: string, micros: bigint) =>
  transaction(world.platform.pool, (sql) =>
    postTransfer(
      sql,
      transfer(kind, reference, [
        { account: clearing('EUR'), micros },
        { account: losses('EUR'), micros: -micros },
      ]),
    ),
  );

/** Moves a cent between the provider and losses within a transaction that is there. */
const shift = (reference: string) =>
  tamper(
    `UPDATE ledger_entries e SET amount_micros = amount_micros + CASE line WHEN 1 THEN 10000 ELSE -10000 END
     FROM ledger_transactions t WHERE t.id = e.transaction_id AND t.reference = $1`,
    reference,
  );

const one = async (sql: string, ...values: readonly unknown[]): Promise<string> => {
  const { rows } = await world.owner.query<{ id: string }>(sql, [...values]);
  if (!rows[0]) throw new Error(`nothing: ${sql}`);
  return rows[0].id;
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flattr-reconciling-'));
  world = await openPayoutWorld({ stripeFile: join(folder, 'stripe.sqlite') });
  singer = await world.earns('singer', '100.00');
  for (const handle of ['ada', 'bob', 'cyd', 'dan']) {
    const person = await world.joins(handle);
    await world.funds(person, '20.00');
    payments.push(
      await one('SELECT provider_payment_id AS id FROM charges WHERE supporter_id = $1', person.id),
    );
  }
  const dispute = await world.emulator.control.openDispute({ paymentIntent: payments[3] ?? '' });
  const cyd = await one("SELECT id FROM users WHERE handle = 'cyd'");
  await refundWallet(world.platform, cyd as Person['id'], 'EUR');
  await world.hears();
  await world.passHolds();
  await world.paysOut();
  await later(0);
  await world.emulator.control.catchUp();
  await world.emulator.control.closeDispute(dispute.id, 'won');
  await world.hears();
});

afterAll(async () => {
  await world.close();
  await rm(folder, { recursive: true });
});

it('finds no difference where nobody planted any', async () => {
  const { differences, inFlight, compared } = await compare();
  expect(differences.map(sayDifference)).toEqual([]);
  expect(inFlight.map(sayDifference)).toEqual([]);
  expect(compared).toBeGreaterThan(8);
  expect(await world.broken()).toEqual([]);
});

it('looks at 40 days, and of what came back in them at all that went before', async () => {
  const since = await windowStart(world.platform.pool);
  expect(since.toISOString().slice(0, 13)).toBe(
    new Date(clock.getTime() - 40 * 86_400_000).toISOString().slice(0, 13),
  );
  const { differences, inFlight, compared } = await compareProvider(world.platform, since);
  expect([...differences, ...inFlight].map(sayDifference)).toEqual([]);
  expect(compared).toBeLessThan((await compare()).compared);
  expect(compared).toBeGreaterThan(2);
});

type Plant = readonly [kind: (typeof differenceKinds)[number], plant: () => Promise<unknown>];

const accountId = () => one('SELECT provider_account_id AS id FROM payees WHERE creator_id = $1', singer.id);
const paidTransfer = () => one("SELECT provider_transfer_id AS id FROM payouts WHERE state = 'PAID'");
const paidToBank = () => one("SELECT provider_payout_id AS id FROM payouts WHERE state = 'PAID'");
const chargeOf = (person: number) =>
  one('SELECT id FROM charges WHERE provider_payment_id = $1', payments[person]);

/** Each is there besides all before it. Webhooks are stored, and nobody does the work that they ring for. */
const plants: readonly Plant[] = [
  [
    'charge-missing-in-ledger',
    () =>
      world.asks('payment_intents', {
        amount: '500',
        currency: 'eur',
        payment_method: 'pm_card_visa',
        confirm: 'true',
      }),
  ],
  ['charge-unknown-to-provider', () => invent('charge', `charge:${randomUUID()}`, -10_000n)],
  [
    'charge-amount',
    async () =>
      tamper('UPDATE charges SET gross_micros = gross_micros + 10000 WHERE id = $1', await chargeOf(0)),
  ],
  ['charge-fee', async () => shift(`charge:${await chargeOf(1)}`)],
  [
    'refund-missing-in-ledger',
    () => world.asks('refunds', { payment_intent: payments[0] ?? '', amount: '100' }),
  ],
  ['refund-unknown-to-provider', () => invent('refund', `refund:${randomUUID()}`, 10_000n)],
  ['refund-amount', async () => shift(`refund:${await one('SELECT id FROM refunds')}`)],
  [
    'dispute-missing-in-ledger',
    () => world.emulator.control.openDispute({ paymentIntent: payments[1] ?? '', amount: 100 }),
  ],
  ['dispute-fee', () => tamper('UPDATE disputes SET fee_micros = fee_micros + 10000')],
  [
    'transfer-missing-in-ledger',
    async () => world.asks('transfers', { amount: '1000', currency: 'eur', destination: await accountId() }),
  ],
  ['transfer-unknown-to-provider', () => invent('payout-sent', `payout-sent:${randomUUID()}`, 10_000n)],
  [
    'reversal-missing-in-ledger',
    async () => world.asks(`transfers/${await paidTransfer()}/reversals`, { amount: '100' }),
  ],
  [
    'bank-payout-missing-here',
    async () => world.asks('payouts', { amount: '100', currency: 'eur' }, await accountId()),
  ],
  ['bank-payout-state', async () => world.emulator.control.settlePayout(await paidToBank(), 'failed')],
  ['cost-missing-in-ledger', () => world.emulator.control.takeFee({ amount: 200, currency: 'eur' })],
  ['deposit-missing-in-ledger', () => world.emulator.control.topUp({ amount: 300, currency: 'eur' })],
  ['operator-payout-too-much', () => world.asks('payouts', { amount: '2000', currency: 'eur' })],
  ['posting-unknown', () => invent('earnings', `earnings:${randomUUID()}`, 10_000n)],
  [
    'balance',
    async () => {
      const stripe = new DatabaseSync(join(folder, 'stripe.sqlite'));
      stripe.exec(
        `UPDATE documents SET json = json_set(json, '$.available', json ->> '$.available' + 1)
         WHERE kind = 'available_balance' AND id = 'eur'`,
      );
      stripe.close();
    },
  ],
];

it('names each difference that is planted, and nothing else, once it is a day old', async () => {
  const planted: string[] = [];
  for (const [kind, plant] of plants) {
    await plant();
    planted.push(kind);
    await world.emulator.settled();
    await later(25);
    const { differences } = await compare();
    expect(differences.map((difference) => difference.kind).toSorted(), kind).toEqual(planted.toSorted());
  }
}, 60_000);

it('waits a day for what only one side knows, and not for what both know otherwise', async () => {
  await world.emulator.control.takeFee({ amount: 100, currency: 'eur' });
  await world.asks('payment_intents', {
    amount: '900',
    currency: 'eur',
    payment_method: 'pm_card_visa',
    confirm: 'true',
  });
  const { differences, inFlight } = await compare();
  expect(inFlight.map(({ kind }) => kind).toSorted()).toEqual([
    'charge-missing-in-ledger',
    'cost-missing-in-ledger',
  ]);
  expect(differences).toHaveLength(plants.length);
  await later(25);
  expect((await compare()).differences).toHaveLength(plants.length + 2);
});

it('says of each kind of difference what to do', () => {
  const page = readFileSync(new URL('../../../docs/operate/reconciling.md', import.meta.url), 'utf8');
  for (const kind of differenceKinds) expect(page, kind).toContain(`\`${kind}\``);
});
