import { transaction } from '@flattr/database';
import { clearing, fees, wallet } from '@flattr/domain/ledger/accounts';
import { checkSeals } from '@flattr/domain/ledger/check-seals';
import { postTransfer } from '@flattr/domain/ledger/post';
import { hashLedger, noHash } from '@flattr/domain/ledger/seal';
import { sealLedger } from '@flattr/domain/ledger/seal-ledger';
import { selfCheck } from '@flattr/domain/ledger/self-check';
import { move } from '@flattr/domain/ledger/transfer';
import { createWorld, type Person, type World } from '@flattr/test-world';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

let world: World;
let ada: Person;

beforeEach(async () => {
  world = await createWorld();
  ada = await world.joins('ada');
});
afterEach(() => world.close());

const credit = (reference: string, micros = 5_000_000n) =>
  transaction(world.platform.pool, (sql) =>
    postTransfer(
      sql,
      move('charge', reference, { from: clearing('EUR'), to: wallet(ada.id, 'EUR'), micros }),
    ),
  );

const creditAll = (of: string, count: number) =>
  Promise.all(Array.from({ length: count }, (_, index) => credit(`${of}:${index}`)));

/** Three batches: 4, 3 and 2 transactions. */
const sealThreeBatches = async () => {
  for (const [batch, count] of [4, 3, 2].entries()) {
    await creditAll(`batch-${batch + 1}`, count);
    expect(await sealLedger(world.platform)).toBe(1);
  }
};

const unguarded = async (table: string, sql: string) => {
  await world.owner.query(
    `BEGIN; ALTER TABLE ${table} DISABLE TRIGGER ALL; ${sql}; ALTER TABLE ${table} ENABLE TRIGGER ALL; COMMIT`,
  );
};

const inBatch = (batch: number) =>
  `(SELECT first_transaction_id + 1 FROM ledger_seals WHERE batch = ${batch})`;

const edits: readonly (readonly [string, string, string, string])[] = [
  [
    'an amount',
    'ledger_entries',
    `UPDATE ledger_entries SET amount_micros = amount_micros * 2 WHERE transaction_id = ${inBatch(2)}`,
    'batch 2 is not what was sealed',
  ],
  [
    'an entry that is gone',
    'ledger_entries',
    `DELETE FROM ledger_entries WHERE line = 2 AND transaction_id = ${inBatch(2)}`,
    'batch 2 is not what was sealed',
  ],
  [
    'a transaction that is gone',
    'ledger_transactions',
    `DELETE FROM ledger_transactions WHERE id = ${inBatch(3)}`,
    'batch 3 is not what was sealed',
  ],
  [
    'an entry of an old transaction',
    'ledger_entries',
    `INSERT INTO ledger_entries (transaction_id, account_id, amount_micros, line, currency)
     SELECT ${inBatch(1)}, 1, micros, line, 'EUR' FROM (VALUES (5, 3), (-5, 4)) AS lines (micros, line)`,
    'batch 1 is not what was sealed',
  ],
  [
    'a reference',
    'ledger_transactions',
    `UPDATE ledger_transactions SET reference = 'another' WHERE id = ${inBatch(3)}`,
    'batch 3 is not what was sealed',
  ],
  [
    'a moment, by a microsecond',
    'ledger_transactions',
    `UPDATE ledger_transactions SET posted_at = posted_at + interval '1 microsecond' WHERE id = ${inBatch(1)}`,
    'batch 1 is not what was sealed',
  ],
  [
    "a seal's hash",
    'ledger_seals',
    "UPDATE ledger_seals SET hash = sha256('x') WHERE batch = 2",
    'batch 2 is not what was sealed',
  ],
  [
    "a seal's moment",
    'ledger_seals',
    "UPDATE ledger_seals SET sealed_at = sealed_at + interval '1 day' WHERE batch = 1",
    'batch 1 is not what was sealed',
  ],
  [
    "a seal's count",
    'ledger_seals',
    'UPDATE ledger_seals SET entries = entries + 1 WHERE batch = 3',
    'batch 3 is not what was sealed',
  ],
  [
    'a seal that is gone',
    'ledger_seals',
    'DELETE FROM ledger_seals WHERE batch = 2',
    'batch 3 does not continue the one before',
  ],
];

it.each(edits)(
  'names the batch of %s that the owner edits past all guards',
  async (_what, table, sql, named) => {
    await sealThreeBatches();
    expect(await checkSeals(world.platform)).toEqual({ broken: [], batches: 3 });
    await unguarded(table, sql);
    expect((await checkSeals(world.platform)).broken).toEqual([named]);
    const seal = (await selfCheck(world.platform)).find(({ id }) => id === 'SEAL');
    expect(seal?.broken).toEqual([named]);
  },
);

it('names every batch of an account that is given to somebody else', async () => {
  await sealThreeBatches();
  await unguarded(
    'ledger_accounts',
    'UPDATE ledger_accounts SET owner_id = gen_random_uuid() WHERE owner_id IS NOT NULL',
  );
  expect((await checkSeals(world.platform)).broken).toEqual(
    [1, 2, 3].map((batch) => `batch ${batch} is not what was sealed`),
  );
});

it('names the batch after one that was written anew with its seal', async () => {
  await sealThreeBatches();
  await unguarded(
    'ledger_seals',
    "UPDATE ledger_seals SET hash = sha256('x'), previous_hash = sha256('x') WHERE batch = 2",
  );
  expect((await checkSeals(world.platform)).broken).toContain('batch 2 does not continue the one before');
});

it('names a transaction that slips in at an old position where another was rolled back', async () => {
  await creditAll('before', 2);
  const spaced = "INSERT INTO ledger_transactions (kind, reference) VALUES ('charge', 'rolled back')";
  await expect(world.platform.pool.query(spaced)).rejects.toMatchObject({ code: '23514' });
  await creditAll('after', 2);
  await sealLedger(world.platform);
  await unguarded(
    'ledger_transactions',
    "INSERT INTO ledger_transactions (id, kind, reference) OVERRIDING SYSTEM VALUE VALUES (3, 'settlement', 'slipped-in')",
  );
  expect((await checkSeals(world.platform)).broken).toEqual(['batch 1 is not what was sealed']);
});

it('seals everything once while many post, some roll back and three seal', async () => {
  let posting = true;
  const sealing = [1, 2, 3].map(async () => {
    while (posting) await sealLedger(world.platform);
  });
  const posters = Array.from({ length: 8 }, async (_, poster) => {
    for (let turn = 0; turn < 25; turn++) {
      const overdraft = move('charge', `overdraft:${poster}:${turn}`, {
        from: fees('EUR'),
        to: wallet(ada.id, 'EUR'),
        micros: 1n,
      });
      if (turn % 3 === 0)
        await expect(
          transaction(world.platform.pool, (sql) => postTransfer(sql, overdraft)),
        ).rejects.toMatchObject({ code: 'FL003' });
      else await credit(`poster:${poster}:${turn}`);
    }
  });
  await Promise.all(posters);
  posting = false;
  await Promise.all(sealing);
  await sealLedger(world.platform);
  const { rows } = await world.owner.query(
    `SELECT (SELECT sum(transactions) = (SELECT count(*) FROM ledger_transactions) AND max(last_transaction_id) =
         (SELECT max(id) FROM ledger_transactions) AND count(*) > 1 FROM ledger_seals) AS all_sealed`,
  );
  expect(rows).toEqual([{ all_sealed: true }]);
  expect((await checkSeals(world.platform)).broken).toEqual([]);
});

it('lets nobody who posts wait for the sealer, and seals what was in between the next time', async () => {
  await credit('before');
  const poster = await world.platform.pool.connect();
  await poster.query('BEGIN');
  await postTransfer(
    poster,
    move('charge', 'slow', { from: clearing('EUR'), to: wallet(ada.id, 'EUR'), micros: 5n }),
  );
  const sealing = sealLedger(world.platform);
  await credit('quick');
  expect(await sealing).toBe(0);
  await poster.query('COMMIT');
  poster.release();
  expect(await sealLedger(world.platform)).toBe(1);
  expect((await checkSeals(world.platform)).broken).toEqual([]);
});

it('gives nobody a position before they are in the order that the sealer waits for', async () => {
  const drawn = async () =>
    (await world.owner.query('SELECT last_value, is_called FROM ledger_transactions_id_seq')).rows;
  const before = await drawn();
  const sealer = await world.owner.connect();
  await sealer.query('BEGIN; SELECT pg_advisory_xact_lock(71, 0)');
  const insert = 'INSERT INTO ledger_transactions (kind, reference)';
  const posting = [
    `${insert} VALUES ('charge', 'one')`,
    `${insert} SELECT 'charge', 'many:' || n FROM generate_series(1, 3) AS n`,
  ].map((sql) => world.platform.pool.query(sql));
  await vi.waitFor(async () => {
    const waiting = await world.owner.query(
      "SELECT FROM pg_locks WHERE locktype = 'advisory' AND classid = 71 AND NOT granted",
    );
    expect(waiting.rowCount).toBe(2);
  });
  expect(await drawn()).toEqual(before);
  await sealer.query('COMMIT');
  sealer.release();
  await Promise.all(posting);
  expect(await drawn()).not.toEqual(before);
});

it('hashes the test vector of the published rule', async () => {
  const posting = (id: number, at: string, [kind, reference]: readonly [string, string], lines: string) => `
    INSERT INTO ledger_transactions (id, kind, reference, posted_at) OVERRIDING SYSTEM VALUE
      VALUES (${id}, '${kind}', '${reference}', '${at}');
    INSERT INTO ledger_entries (transaction_id, account_id, amount_micros, line, currency)
      SELECT ${id}, a.id, micros, line, 'EUR' FROM (VALUES ${lines}) AS lines (line, kind, micros)
      JOIN ledger_accounts a ON a.kind = lines.kind`;
  await world.owner.query(`BEGIN;
    INSERT INTO ledger_accounts (kind, owner_id, month, currency) VALUES ('stripe', NULL, NULL, 'EUR'),
      ('wallet', '01930000-0000-7000-8000-00000000ada0', NULL, 'EUR'), ('fees', NULL, NULL, 'EUR'), ('month', NULL, '2026-11', 'EUR');
    ${posting(1, '2026-11-15T12:00:00.123456Z', ['charge', 'charge:01930000-0000-7000-8000-000000000101'], "(1, 'stripe', -4600000), (2, 'wallet', 4600000)")};
    ${posting(3, '2026-12-01T00:00:03Z', ['settlement', 'settlement:2026-11:1'], "(1, 'wallet', -4600000), (2, 'fees', 230000), (3, 'month', 4370000)")};
    COMMIT`);
  const hashed = await hashLedger(world.platform.pool, { firstId: 1n, lastId: 4n });
  expect([hashed.transactions, hashed.entries]).toEqual([2, 5]);
  const sealedAt = BigInt(Date.parse('2026-12-01T00:00:30.500Z')) * 1000n;
  expect(hashed.seal({ batch: 1n, previousHash: noHash, sealedAt })).toBe(
    'ce1787aa3ad57a77f9d698b0ef80fad9ef41f83ba7f1833450a226d34227f88d',
  );
});
