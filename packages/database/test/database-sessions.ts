import type { PrismaClient } from '@flattr/database';
import { transaction } from '@flattr/database';
import type pg from 'pg';

/** What the scenarios do within a transaction, in the words of one driver path. */
export type Session = {
  /** Changes a person's row, and so locks it. */
  change(id: string): Promise<unknown>;
  join(id: string, handle: string): Promise<unknown>;
  run(statement: string): Promise<unknown>;
  pid(): Promise<number>;
};

/** A way that the product takes, or could take, to the database: it does the work in one transaction. */
export type DriverPath = {
  readonly name: string;
  readonly again: boolean;
  within(work: (session: Session) => Promise<unknown>): Promise<unknown>;
};

const sqlSession = (sql: Pick<pg.Pool, 'query'>): Session => ({
  change: (id) => sql.query("UPDATE users SET name = name || '.' WHERE id = $1", [id]),
  join: (id, handle) =>
    sql.query("INSERT INTO users (id, handle, name, email) VALUES ($1, $2, $2, $2 || '@people.example')", [
      id,
      handle,
    ]),
  run: (statement) => sql.query(statement),
  pid: async () => {
    const { rows } = await sql.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    return rows[0]?.pid ?? 0;
  },
});

type Tx = Parameters<Parameters<PrismaClient['$transaction']>[0]>[0];

const rawSession = (tx: Tx): Session => ({
  change: (id) => tx.$executeRaw`UPDATE users SET name = name || '.' WHERE id = ${id}::uuid`,
  join: (id, handle) =>
    tx.$queryRaw`INSERT INTO users (id, handle, name, email)
      VALUES (${id}::uuid, ${handle}, ${handle}, ${`${handle}@people.example`}) RETURNING handle`,
  run: (statement) => tx.$executeRawUnsafe(statement),
  pid: async () => {
    const [row] = await tx.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`;
    return row?.pid ?? 0;
  },
});

const modelSession = (tx: Tx): Session => ({
  ...rawSession(tx),
  change: (id) => tx.user.update({ where: { id }, data: { name: 'changed' } }),
  join: (id, handle) =>
    tx.user.create({ data: { id, handle, name: handle, email: `${handle}@people.example` } }),
});

/** A connection that somebody takes out of the pool. */
const byPool = (pool: pg.Pool): DriverPath => ({
  name: 'the pool',
  again: false,
  within: async (work) => {
    const client = await pool.connect();
    let broken: Error | undefined;
    try {
      await client.query('BEGIN');
      await work(sqlSession(client));
      await client.query('COMMIT');
    } catch (error) {
      broken = await client.query('ROLLBACK').then(
        () => undefined,
        (lost: Error) => lost,
      );
      throw error;
    } finally {
      client.release(broken);
    }
  },
});

/** The driver paths over one pool, which is listened to as the platform listens to its own. */
export const driverPaths = (pool: pg.Pool, db: PrismaClient): readonly DriverPath[] => [
  byPool(pool),
  {
    name: 'transaction',
    again: true,
    within: (work) => transaction(pool, (sql) => work(sqlSession(sql))),
  },
  { name: 'Prisma, models', again: false, within: (work) => db.$transaction((tx) => work(modelSession(tx))) },
  { name: 'Prisma, raw', again: false, within: (work) => db.$transaction((tx) => work(rawSession(tx))) },
];
