import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { createClient, type PrismaClient, transaction } from '@flattr/database';
import { classifyError } from '@flattr/database/classify-error';
import { copyDatabase, dropDatabase } from '@flattr/database/embedded';
import { recordEvidence } from '@flattr/evidence';
import { type CuttingProxy, startCuttingProxy } from '@flattr/test-world';
import { template } from '@flattr/test-world/postgres';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { type DriverPath, driverPaths, type Session } from './database-sessions.ts';

const database = `errors_${randomUUID().replaceAll('-', '')}`;
const ownerUrl = (name: string) => inject('postgres').owner.replace('DATABASE', name);

/** Straight to the database, as the one who stands in the way. */
let owner: pg.Pool;
/** By the way that can be cut. */
let proxy: CuttingProxy;
let pool: pg.Pool;
let db: PrismaClient;
let paths: readonly DriverPath[];

const openPool = (connectionString: string, max: number): pg.Pool => {
  const opened = new pg.Pool({ connectionString, max });
  opened.on('connect', (client) => client.on('error', () => {}));
  opened.on('error', () => {});
  return opened;
};

beforeAll(async () => {
  await copyDatabase(ownerUrl, template, database);
  owner = openPool(ownerUrl(database), 4);
  proxy = await startCuttingProxy(ownerUrl(database));
  pool = openPool(proxy.urlOf(ownerUrl(database)), 16);
  db = createClient(pool);
  paths = driverPaths(pool, db);
  // A server's own word for what a test cannot bring about: whoever joins as raise-08007 is told 08007.
  await owner.query(`
    CREATE FUNCTION raise_code() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'raised' USING ERRCODE = upper(substr(NEW.handle, 7)); END $$;
    CREATE TRIGGER raise_code BEFORE INSERT ON users FOR EACH ROW WHEN (NEW.handle LIKE 'raise-%')
    EXECUTE FUNCTION raise_code()`);
});
afterAll(async () => {
  await db.$disconnect();
  await pool.end();
  await proxy.close();
  await owner.end();
  await dropDatabase(ownerUrl, database);
});

const person = async (): Promise<string> => {
  const id = randomUUID();
  const handle = `p-${id.slice(0, 8)}`;
  await owner.query(
    "INSERT INTO users (id, handle, name, email) VALUES ($1, $2, 'name', $2 || '@people.example')",
    [id, handle],
  );
  return id;
};

const change = "UPDATE users SET name = name || '!' WHERE id = $1";

/** Holds a person's row while the work is done that wants it too. */
const standingInTheWay = async (id: string, work: (rival: pg.PoolClient) => Promise<unknown>) => {
  const rival = await owner.connect();
  try {
    await rival.query('BEGIN');
    await rival.query(change, [id]);
    await work(rival);
  } finally {
    await rival.query('ROLLBACK').catch(() => {});
    rival.release();
  }
};

type Trouble = (session: Session) => Promise<unknown>;

const serialization: Trouble = async (session) => {
  const id = await person();
  await session.run('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
  await session.pid();
  await owner.query(change, [id]);
  await session.change(id);
};

const deadlock: Trouble = async (session) => {
  const [mine, theirs] = [await person(), await person()];
  await session.run("SET LOCAL deadlock_timeout = '50ms'");
  await standingInTheWay(theirs, async (rival) => {
    await session.change(mine);
    const blocked = rival.query(change, [mine]);
    await wait(100);
    await Promise.all([session.change(theirs), blocked]);
  });
};

const lockTimeout: Trouble = async (session) => {
  const id = await person();
  await session.run("SET LOCAL lock_timeout = '50ms'");
  await standingInTheWay(id, () => session.change(id));
};

const unique: Trouble = async (session) => {
  const id = await person();
  await session.join(randomUUID(), `p-${id.slice(0, 8)}`);
};

/** Loses the connection while it waits for the answer to a statement. */
const lostWithin =
  (lose: (pid: number) => Promise<unknown>): Trouble =>
  async (session) => {
    const id = await person();
    const pid = await session.pid();
    await standingInTheWay(id, () => Promise.all([session.change(id), wait(50).then(() => lose(pid))]));
  };

/** Loses the connection between two statements. */
const lostBetween =
  (lose: (pid: number) => Promise<unknown>): Trouble =>
  async (session) => {
    await lose(await session.pid());
    await wait(100);
    await session.pid();
  };

const terminate = (pid: number) => owner.query('SELECT pg_terminate_backend($1)', [pid]);
const cutAll = async () => {
  await proxy.down();
  await proxy.up();
};
const raised =
  (code: string): Trouble =>
  (session) =>
    session.join(randomUUID(), `raise-${code.toLowerCase()}`);

const troubles: readonly (readonly [name: string, expected: string, trouble: Trouble])[] = [
  ['40001, a serialization failure', 'retry', serialization],
  ['40P01, a deadlock', 'retry', deadlock],
  ['55P03, a lock that is not given in time', 'retry', lockTimeout],
  ['23505, a key that exists', 'exists', unique],
  ['57P01, a backend ended within a statement', 'unknown', lostWithin(terminate)],
  ['57P01, a backend ended between two statements', 'unknown', lostBetween(terminate)],
  ['08006, a connection cut within a statement', 'unknown', lostWithin(cutAll)],
  ['08006, a connection cut between two statements', 'unknown', lostBetween(cutAll)],
  ['08006, as the server says it', 'unknown', raised('08006')],
  ['08007, as the server says it', 'unknown', raised('08007')],
  [
    '25P03, idle for too long',
    'unknown',
    async (session) => {
      await session.run("SET LOCAL idle_in_transaction_session_timeout = '20ms'");
      await wait(120);
      await session.pid();
    },
  ],
  ['42P01, a table that does not exist', 'bug', (session) => session.run('DELETE FROM nowhere')],
  ['23514, a check', 'bug', raised('23514')],
  ['22003, a number too large', 'bug', (session) => session.run('SELECT 1::smallint * 40000::smallint')],
];

/** What a path makes of a trouble that comes once: the class of what it throws, or that it was done again. */
const outcomeOf = async (path: DriverPath, trouble: Trouble): Promise<string> => {
  let attempts = 0;
  try {
    await path.within((session) => {
      attempts += 1;
      return attempts === 1 ? trouble(session) : session.pid();
    });
  } catch (error) {
    return path.again && attempts > 1 ? 'failed after all' : classifyError(error);
  }
  return attempts === 2 && path.again ? 'retry' : `no error in ${attempts} attempts`;
};

it('tells every error of the database for what it is, on every way to it (R-07)', async () => {
  const wrong: string[] = [];
  for (const path of paths)
    for (const [name, expected, trouble] of troubles) {
      const outcome = await outcomeOf(path, trouble);
      if (outcome !== expected) wrong.push(`${path.name}: ${name} is ${outcome} instead of ${expected}`);
    }
  await proxy.down();
  for (const path of paths) {
    const outcome = await outcomeOf(path, async () => {});
    if (outcome !== 'unknown') wrong.push(`${path.name}: a database that is away is ${outcome}`);
  }
  const models = await db.user.count().catch((error: unknown) => classifyError(error));
  const raw = await db.$queryRaw`SELECT 1`.catch((error: unknown) => classifyError(error));
  if (models !== 'unknown' || raw !== 'unknown')
    wrong.push(`Prisma: a database that is away is ${models}, ${raw}`);
  await proxy.up();
  recordEvidence({ id: 'R-07', tried: paths.length * (troubles.length + 1) + 2, failed: wrong.length });
  expect(wrong).toEqual([]);
});

it('tells a transaction that was rolled back unnoticed', async () => {
  const id = await person();
  const handle = `p-${id.slice(0, 8)}`;
  const swallowing = transaction(pool, async (sql) => {
    await sql.query(change, [id]);
    await sql
      .query("INSERT INTO users (id, handle, name, email) VALUES ($1, $2, 'twice', 'twice')", [
        randomUUID(),
        handle,
      ])
      .catch(() => {});
  });
  await expect(swallowing).rejects.toThrow('nothing was committed');
});

const together = 64;

it('finishes 64 transactions that are in each other’s way (R-07)', async () => {
  const ids = await Promise.all(Array.from({ length: 4 }, person));
  const counter = ids[0] ?? '';
  const serializable = Array.from({ length: together }, () =>
    transaction(pool, async (sql) => {
      await sql.query('SET TRANSACTION ISOLATION LEVEL SERIALIZABLE');
      await sql.query('SELECT name FROM users WHERE id = $1', [counter]);
      await sql.query(change, [counter]);
    }),
  );
  await Promise.all(serializable);
  const deadlocking = Array.from({ length: together }, (_, index) =>
    transaction(pool, async (sql) => {
      await sql.query("SET LOCAL deadlock_timeout = '20ms'");
      for (const step of index % 2 ? [1, 2, 3] : [3, 2, 1]) await sql.query(change, [ids[step]]);
    }),
  );
  await Promise.all(deadlocking);
  const { rows } = await owner.query<{ length: number }>(
    "SELECT length(replace(name, 'name', '')) AS length FROM users WHERE id = ANY($1)",
    [ids],
  );
  recordEvidence({ id: 'R-07', tried: 2 * together, failed: 0 });
  expect(rows.map(({ length }) => length)).toEqual([together, together, together, together]);
});
