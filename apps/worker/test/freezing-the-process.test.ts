import { setTimeout as wait } from 'node:timers/promises';
import { transaction } from '@flattr/database';
import { classifyError } from '@flattr/database/classify-error';
import { recordEvidence, scaleOf } from '@flattr/evidence';
import { createWorld, type World } from '@flattr/test-world';
import { afterAll, beforeAll, expect, it } from 'vitest';

const transactions = scaleOf({ quick: 50, ci: 200, full: 200 });
const frozenMs = scaleOf({ quick: 1_000, ci: 3_000, full: 3_000 });

let world: World;

beforeAll(async () => {
  world = await createWorld();
  await world.owner.query(`
    CREATE TABLE over (at timestamptz);
    CREATE TABLE halves (id int, half int, xid text DEFAULT pg_current_xact_id()::text, PRIMARY KEY (id, half));
    GRANT SELECT, INSERT ON halves TO flattr_app`);
});
afterAll(() => world.close());

/** Nothing of this process runs meanwhile: no timer, no answer, no heartbeat. */
const freeze = (ms: number) => {
  const end = performance.now() + ms;
  while (performance.now() < end);
};

/** Ends some of the application's connections at random, every few moments, from within the database, until all is over. */
const endBackends = () =>
  world.owner.query(
    `DO $$ BEGIN
       WHILE NOT EXISTS (SELECT FROM over) LOOP
         PERFORM pg_stat_clear_snapshot();
         PERFORM pg_terminate_backend(pid) FROM (
           SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND usename = 'flattr'
             AND xact_start IS NOT NULL ORDER BY random() LIMIT 3) AS chosen;
         PERFORM pg_sleep(0.05);
       END LOOP;
     END $$`,
  );

/** How many transactions have written a half. */
let begun = 0;

type Told = 'done' | 'given up' | 'unknown' | 'bug';

/** Writes two halves with a pause between; every fifth gives up, and leaves a query behind that nobody waits for. */
const writeHalves = async (id: number): Promise<Told> => {
  const insert = 'INSERT INTO halves (id, half) VALUES ($1, $2)';
  try {
    await transaction(world.platform.pool, async (sql) => {
      await sql.query(insert, [id, 1]);
      begun += 1;
      await wait(40 * Math.random());
      if (id % 5 === 0) {
        void wait(20).then(() => sql.query(insert, [id, 3]).catch(() => {}));
        throw new Error('given up');
      }
      await sql.query(insert, [id, 2]);
    });
    return 'done';
  } catch (error) {
    if (error instanceof Error && error.message === 'given up') return 'given up';
    return classifyError(error) === 'unknown' ? 'unknown' : 'bug';
  }
};

/** How many rows there must be: both of what is done, none of what was given up, and all or none where nobody knows. */
const rowsOf: Readonly<Record<Told, readonly number[]>> = {
  done: [2],
  'given up': [0],
  unknown: [0, 2],
  bug: [],
};

const halvesWritten = async () => {
  const { rows } = await world.owner.query<{ id: number; rows: number; xids: string[] }>(
    'SELECT id, count(*)::int AS rows, array_agg(DISTINCT xid) AS xids FROM halves GROUP BY id',
  );
  return new Map(rows.map((row) => [row.id, row]));
};

const judge = async (told: readonly Told[]): Promise<string[]> => {
  const written = await halvesWritten();
  const committedBy = new Map<string, number>();
  const wrong: string[] = [];
  for (const [id, outcome] of told.entries()) {
    const { rows = 0, xids = [] } = written.get(id) ?? {};
    if (!rowsOf[outcome].includes(rows)) wrong.push(`${id} is ${outcome} and has ${rows} rows`);
    if (xids.length > 1) wrong.push(`${id} was committed by ${xids.length} transactions`);
    for (const xid of xids) {
      if (committedBy.has(xid)) wrong.push(`${id} was committed with ${committedBy.get(xid)}`);
      committedBy.set(xid, id);
    }
  }
  return wrong;
};

const leftInTransaction = async (): Promise<number> => {
  const { rows } = await world.owner.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = current_database() AND usename = 'flattr'
       AND state LIKE 'idle in transaction%'`,
  );
  return rows[0]?.count ?? 0;
};

it('freezes amid many transactions while connections are lost: no foreign commit, none left open (R-31)', async () => {
  const { pool, db } = world.platform;
  const ending = endBackends();
  const working = Array.from({ length: transactions }, (_, id) => writeHalves(id));
  // The product reads through Prisma's models on the same pool, and opens no transaction by them.
  const reading = Array.from({ length: transactions }, () =>
    db.user.count().then(
      () => 'done' as const,
      (error: unknown) => classifyError(error),
    ),
  );
  while (begun < 5) await wait(1);
  freeze(frozenMs);
  const told = await Promise.all(working);
  const read = await Promise.all(reading);
  await world.owner.query('INSERT INTO over VALUES (now())');
  await ending;
  const wrong = await judge(told);
  wrong.push(
    ...read
      .filter((outcome) => outcome !== 'done' && outcome !== 'unknown')
      .map((outcome) => `a read is a ${outcome}`),
  );
  const count = (outcome: Told) => told.filter((one) => one === outcome).length;
  console.log(
    `R-31: of ${transactions} transactions ${count('done')} were done, ${count('given up')} given up, ${count('unknown')} lost`,
  );
  const left = await leftInTransaction();
  if (left > 0) wrong.push(`${left} connections are left in a transaction`);
  if (pool.waitingCount > 0 || pool.totalCount !== pool.idleCount)
    wrong.push('a connection did not come back to the pool');
  await Promise.all(Array.from({ length: 20 }, () => pool.query('SELECT 1')));
  recordEvidence({ id: 'R-31', tried: transactions, failed: wrong.length });
  expect(wrong).toEqual([]);
  expect(count('unknown')).toBeGreaterThan(0);
});
