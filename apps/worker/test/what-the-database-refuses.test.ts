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
  await openMonth(world.platform, asMonth('2027-01'));
  await world.moveClockTo('2027-02-01T00:00:01Z');
  await openMonth(world.platform, asMonth('2027-02'));
});
afterAll(() => world.close());

const header =
  "INSERT INTO ledger_transactions (kind, reference) VALUES ('charge', gen_random_uuid()::text) RETURNING id";
const entry = (line: number, micros: number, currency = 'EUR', account: number | string = 1) =>
  `(SELECT max(id) FROM ledger_transactions), ${account}, ${micros}, ${line}, '${currency}'`;
const entries = (...rows: string[]) =>
  `INSERT INTO ledger_entries (transaction_id, account_id, amount_micros, line, currency) VALUES ${rows.map((row) => `(${row})`).join(', ')}`;
/** As a month that is over is cut: what the cases below do to it is rolled back with it. */
const cut = (month: string) =>
  `UPDATE months SET state = 'CUT', cut_at = flattr_now(), ledger_position = 0 WHERE month = '${month}'`;
const settledShard = `${cut('2026-12')}; INSERT INTO settlement_shards (month, phase, shard, fence) VALUES ('2026-12', 1, 1, 7);
  UPDATE settlement_shards SET settled_at = clock_timestamp(), supporters = 0 WHERE month = '2026-12'`;

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
    'FL007',
  ],
  [
    'an entry of an account that nobody has',
    `${header}; ${entries(entry(1, 5, 'EUR', 99), entry(2, -5))}`,
    'FL007',
  ],
  [
    'an entry of a transaction that nobody made',
    entries(`99, 2, 5, 1, 'EUR'`, `99, 1, -5, 2, 'EUR'`),
    'FL002',
  ],
  [
    'a posting that looks at an older state of the ledger',
    `SET TRANSACTION ISOLATION LEVEL REPEATABLE READ; ${header}; ${entries(entry(1, 5, 'EUR', 2), entry(2, -5))}`,
    'FL008',
  ],
  [
    'a transaction at a position of its own choice',
    "INSERT INTO ledger_transactions (id, kind, reference) OVERRIDING SYSTEM VALUE VALUES (99, 'charge', 'mine')",
    '42501',
  ],
  [
    'a transaction at a moment of its own choice',
    "INSERT INTO ledger_transactions (kind, reference, posted_at) VALUES ('charge', 'mine', '2020-01-01')",
    '42501',
  ],
  [
    'a checkpoint that is not the sum of its entries',
    'INSERT INTO ledger_checkpoints SELECT 2, advance_ledger_horizon(), 99000000',
    'FL009',
  ],
  [
    'a checkpoint of what may not be committed yet',
    `${header}; INSERT INTO ledger_checkpoints SELECT 2, max(id), 5000000 FROM ledger_transactions`,
    'FL009',
  ],
  ['a change of a checkpoint', 'UPDATE ledger_checkpoints SET balance_micros = 1', '42501'],
  [
    'a seal that leaves something out',
    "INSERT INTO ledger_seals VALUES (1, 2, advance_ledger_horizon(), 1, 1, decode(repeat('00', 32), 'hex'), sha256('x'), flattr_now())",
    'FL009',
  ],
  [
    'a seal of what may not be committed yet',
    "INSERT INTO ledger_seals VALUES (1, 1, 99999, 1, 1, decode(repeat('00', 32), 'hex'), sha256('x'), flattr_now())",
    'FL009',
  ],
  [
    'a seal that continues none',
    "INSERT INTO ledger_seals VALUES (7, 1, 1, 1, 1, sha256('x'), sha256('x'), flattr_now())",
    'FL009',
  ],
  ['a change of a seal', "UPDATE ledger_seals SET hash = sha256('x')", '42501'],
  ['the removal of a seal', 'DELETE FROM ledger_seals', '42501'],
  [
    'a reference that would be two words of a seal',
    "INSERT INTO ledger_transactions (kind, reference) VALUES ('charge', 'two words')",
    '23514',
  ],
  ['a horizon of its own', 'UPDATE ledger_horizon SET transaction_id = 99', '42501'],
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
  ['cutting a month that is not over', cut('2027-02'), 'FL005'],
  ['cutting a month while an earlier one is open', cut('2027-01'), 'FL005'],
  ['cutting a month while an earlier one is cut', `${cut('2026-12')}; ${cut('2027-01')}`, 'FL005'],
  ['opening a month of the past', "SELECT open_month('2020-01', 500, 7, sha256('x'))", 'FL005'],
  [
    'other totals of a published month',
    `INSERT INTO statements SELECT month, 'CHF', 0, 0, 0, 0, 0, 0, 0, 0 FROM statements LIMIT 1`,
    'FL005',
  ],
  ['another share of a shard', "INSERT INTO shard_sums VALUES ('2026-11', 1, 9, 'EUR', '', '')", 'FL005'],
  ['another shard of a published month', "INSERT INTO settlement_shards VALUES ('2026-11', 1, 9)", 'FL005'],
  [
    'a shard settled again',
    "UPDATE settlement_shards SET settled_at = NULL WHERE month = '2026-11'",
    'FL005',
  ],
  [
    'a change of a settled shard while its month is being settled',
    `${settledShard}; UPDATE settlement_shards SET supporters = 1 WHERE month = '2026-12'`,
    'FL005',
  ],
  ['an older claim of a shard', settledShard.replace('settled_at = clock_timestamp()', 'fence = 6'), 'FL005'],
  ['the removal of a settled shard', 'DELETE FROM settlement_shards', '42501'],
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

it('takes what the cases about months and shards begin with', async () => {
  const sql = await world.platform.pool.connect();
  await sql.query(`BEGIN; ${settledShard}`);
  await sql.query('ROLLBACK');
  sql.release();
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

it('refuses a wallet entry whose transaction began before a cut that has not seen it', async () => {
  const late = await world.platform.pool.connect();
  await late.query('BEGIN');
  await late.query(header);
  await world.funds(ada, '5.00');
  await settleMonth(world.platform, asMonth('2026-12'));
  const own =
    "(SELECT id FROM ledger_transactions WHERE xmin = pg_current_xact_id()::xid), account, micros, line, 'EUR'";
  const posting = late.query(
    `INSERT INTO ledger_entries (transaction_id, account_id, amount_micros, line, currency)
     SELECT ${own} FROM (VALUES (2, 5, 1), (1, -5, 2)) AS lines (account, micros, line)`,
  );
  await expect(posting).rejects.toMatchObject({ code: 'FL005' });
  await late.query('ROLLBACK');
  late.release();
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
