import { transaction } from '@flattr/database';
import { clearing, wallet } from '@flattr/domain/ledger/accounts';
import { postTransfer } from '@flattr/domain/ledger/post';
import { move } from '@flattr/domain/ledger/transfer';
import { asMonth } from '@flattr/domain/month';
import { openMonth } from '@flattr/domain/settlement/open-month';
import { settleMonth } from '@flattr/domain/settlement/settle-month';
import { recordEvidence } from '@flattr/evidence';
import { createWorld, type Person, type World } from '@flattr/test-world';
import { afterAll, beforeAll, expect, it } from 'vitest';

let world: World;
let ada: Person;

beforeAll(async () => {
  world = await createWorld();
  ada = await world.joins('ada');
  const maker = await world.joins('maker');
  const thing = await world.publishes(maker, 'https://song.example/');
  await world.funds(ada, '5.00');
  await world.funds(await world.joins('bob'), '5.00', 'USD');
  await world.flattrs(ada, thing);
  await world.moveClockTo('2026-12-01T00:00:01Z');
  await settleMonth(world.platform, asMonth('2026-11'));
  await openMonth(world.platform, asMonth('2026-12'));
});
afterAll(() => world.close());

const header =
  "INSERT INTO ledger_transactions (kind, reference) VALUES ('charge', gen_random_uuid()::text) RETURNING id";
const entry = (line: number, micros: number, currency = 'EUR', account: number | string = 1) =>
  `(SELECT max(id) FROM ledger_transactions), ${account}, ${micros}, ${line}, '${currency}'`;
const entries = (...rows: string[]) =>
  `INSERT INTO ledger_entries (transaction_id, account_id, amount_micros, line, currency) VALUES ${rows.map((row) => `(${row})`).join(', ')}`;

const refused: readonly (readonly [string, string, string])[] = [
  ['an unbalanced transaction', `${header}; ${entries(entry(1, 5))}`, 'FL001'],
  [
    'two currencies that cancel out',
    `${header}; ${entries(entry(1, 5), entry(2, -5, 'USD', "(SELECT min(id) FROM ledger_accounts WHERE currency = 'USD')"))}`,
    'FL001',
  ],
  [
    'an entry in another currency than its account',
    `${header}; ${entries(entry(1, 5, 'USD'), entry(2, -5, 'USD'))}`,
    '23503',
  ],
  ['entries that are added later', entries(entry(3, 5, 'EUR', 1), entry(4, -5, 'EUR', 1)), 'FL002'],
  [
    'a wallet below 0',
    `${header}; ${entries(entry(1, -99_000_000, 'EUR', 2), entry(2, 99_000_000, 'EUR', 1))}`,
    'FL003',
  ],
  ['a change of an entry', 'UPDATE ledger_entries SET amount_micros = 1', '42501'],
  ['the removal of an entry', 'DELETE FROM ledger_entries', '42501'],
  ['the removal of a transaction', 'DELETE FROM ledger_transactions', '42501'],
  ['emptying the ledger', 'TRUNCATE ledger_entries', '42501'],
  [
    'a flattr in a closed month',
    `INSERT INTO flattrs SELECT supporter_id, gen_random_uuid(), flattr_now(), month, 1 FROM flattrs`,
    'FL005',
  ],
  ['undoing a flattr of a closed month', 'DELETE FROM flattrs', 'FL005'],
  ['the removal of a budget of a closed month', 'DELETE FROM budgets', 'FL005'],
  ['a change of a closed flattr', 'UPDATE flattrs SET weight = 10', '42501'],
  ['a budget for a closed month', 'UPDATE budgets SET amount_micros = 9000000', '42501'],
  [
    'another share in a settled month',
    `INSERT INTO earnings SELECT month, gen_random_uuid(), currency, available_on, 1 FROM earnings`,
    'FL005',
  ],
  ['moving the clock', "UPDATE clock SET offset_by = '1 day'", '42501'],
  ['another secret for a month', "UPDATE months SET secret = '\\x00'", '42501'],
  [
    'opening a closed month again',
    "UPDATE months SET state = 'OPEN', cut_at = NULL, ledger_position = NULL WHERE month = '2026-11'",
    'FL005',
  ],
  ['taking a month back to its cut', "UPDATE months SET state = 'CUT' WHERE month = '2026-11'", 'FL005'],
  [
    'another ledger position of a cut',
    "UPDATE months SET ledger_position = 0 WHERE month = '2026-11'",
    'FL005',
  ],
  [
    'cutting a month that is not over',
    "UPDATE months SET state = 'CUT', cut_at = flattr_now(), ledger_position = 0 WHERE month = '2026-12'",
    'FL005',
  ],
  ['opening a month of the past', "SELECT open_month('2020-01', 500, sha256('x'))", 'FL005'],
  [
    'other totals of a published month',
    `INSERT INTO statements SELECT month, 'CHF', 0, 0, 0, 0, 0, 0, 0, 0 FROM statements LIMIT 1`,
    'FL005',
  ],
  [
    'another share of a shard',
    "INSERT INTO shard_sums VALUES ('2026-11', 9, gen_random_uuid(), gen_random_uuid(), 'EUR', '2026-12-08', 1, 1)",
    'FL005',
  ],
  [
    'a shard settled again',
    "UPDATE settlement_shards SET settled_at = NULL WHERE month = '2026-11'",
    'FL005',
  ],
  [
    'another outcome of a payout that has ended',
    `INSERT INTO payouts (id, month, creator_id, currency, attempt, reference, amount_micros, state, provider_account_id, failure, ended_at)
       VALUES (gen_random_uuid(), '2026-11', gen_random_uuid(), 'EUR', 1, 'ended', 1, 'FAILED', 'acct_1', 'refused', flattr_now());
     UPDATE payouts SET state = 'INTENT', failure = NULL, ended_at = NULL`,
    'FL006',
  ],
  [
    'a table of its own in the way of a guard',
    `CREATE TEMP TABLE months (month text, state text) ON COMMIT DROP; INSERT INTO earnings SELECT month, gen_random_uuid(), currency, available_on, 1 FROM earnings`,
    'FL005',
  ],
  [
    'an account of its own in the way of a guard',
    `CREATE TEMP TABLE ledger_accounts (id bigint, kind text, currency text) ON COMMIT DROP; ${header}; ${entries(entry(1, -99_000_000, 'EUR', 2), entry(2, 99_000_000, 'EUR', 1))}`,
    'FL003',
  ],
  [
    'a clock of its own in the way of a guard',
    "CREATE SCHEMA mine; CREATE FUNCTION mine.flattr_now() RETURNS timestamptz LANGUAGE sql AS $$ SELECT '2026-11-15'::timestamptz $$; CREATE TABLE mine.months AS SELECT '2026-11' AS month, 'OPEN' AS state; SET LOCAL search_path = mine, public; DELETE FROM flattrs",
    'FL005',
  ],
];

it.each(refused)('refuses the application %s', async (_what, sql, code) => {
  const before = await count();
  await expect(world.platform.pool.query(sql)).rejects.toMatchObject({ code });
  expect(await count()).toEqual(before);
});

it('refuses raw SQL of the application that would touch closed months or the ledger (R-26)', async () => {
  let failed = 0;
  for (const [, sql, code] of refused) {
    const seen = await world.platform.pool.query(sql).then(
      () => undefined,
      (error: { code?: string }) => error.code,
    );
    if (seen !== code) failed += 1;
  }
  recordEvidence({ id: 'R-26', tried: refused.length, failed });
  expect(failed).toBe(0);
});

it('refuses even the owner a change of the ledger', async () => {
  await expect(world.owner.query('UPDATE ledger_entries SET amount_micros = 1')).rejects.toMatchObject({
    code: 'FL004',
  });
  await expect(world.owner.query('TRUNCATE ledger_transactions CASCADE')).rejects.toMatchObject({
    code: 'FL004',
  });
});

it('posts the same reference once', async () => {
  const twice = move('charge', 'charge:twice', {
    from: clearing('EUR'),
    to: wallet(ada.id, 'EUR'),
    micros: 7n,
  });
  const positions = await Promise.all(
    [1, 2, 3].map(() => transaction(world.platform.pool, (sql) => postTransfer(sql, twice))),
  );
  expect(new Set(positions).size).toBe(1);
});

const count = async () => {
  const { rows } = await world.owner.query(
    `SELECT (SELECT count(*) FROM ledger_entries) AS entries, (SELECT count(*) FROM ledger_transactions) AS transactions,
       (SELECT count(*) FROM flattrs) AS flattrs, (SELECT count(*) FROM budgets) AS budgets`,
  );
  return rows;
};
