import { createWorld, type World } from '@flattr/test-world';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ascii, bigint, bytea, copyInto, date, integer, uuid } from '../src/copy-into.ts';
import { type Sql, transaction } from '../src/transaction.ts';

let world: World;

beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const within = <T>(work: (sql: Sql) => Promise<T>): Promise<T> => transaction(world.platform.pool, work);

type Row = {
  readonly id: string;
  readonly micros: bigint | undefined;
  readonly count: number;
  readonly code: string;
  readonly day: string | undefined;
  readonly bytes: Buffer;
};

const anyRow: fc.Arbitrary<Row> = fc.record({
  id: fc.uuid(),
  micros: fc.option(fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n), { nil: undefined }),
  count: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
  code: fc.string({ unit: fc.constantFrom(...'ABCxyz019- '), maxLength: 16 }),
  day: fc.option(
    fc
      .date({ min: new Date('1970-01-01'), max: new Date('2200-01-01'), noInvalidDate: true })
      .map((moment) => moment.toISOString().slice(0, 10)),
    { nil: undefined },
  ),
  bytes: fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
});

const keyOf = (id: string): string => Buffer.from(id.replaceAll('-', ''), 'hex').toString('latin1');

const copyAll = (sql: Sql, rows: readonly Row[]) =>
  copyInto(sql, 'copied', rows, {
    id: uuid(({ id }) => keyOf(id)),
    micros: bigint(({ micros }) => micros),
    count: integer(({ count }) => count),
    code: ascii(({ code }) => code),
    day: date(({ day }) => day),
    bytes: bytea(({ bytes }) => bytes),
  });

const table = `CREATE TEMP TABLE copied (place serial, id uuid, micros bigint CHECK (micros <> 7), count integer, code text, day date,
  bytes bytea) ON COMMIT DROP`;

it('inserts the very rows, in their order, an absent value as a null', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyRow, { maxLength: 30 }), async (rows) => {
      const read = await within(async (sql) => {
        await sql.query(table);
        await copyAll(
          sql,
          rows.filter(({ micros }) => micros !== 7n),
        );
        return sql.query('SELECT id, micros, count, code, day::text, bytes FROM copied ORDER BY place');
      });
      expect(read.rows).toEqual(
        rows
          .filter(({ micros }) => micros !== 7n)
          .map((row) => ({ ...row, micros: row.micros?.toString() ?? null, day: row.day ?? null })),
      );
    }),
    { numRuns: 40 },
  );
});

const one: Row = {
  id: '01930000-0000-7000-8000-000000000001',
  micros: 7n,
  count: 1,
  code: 'EUR',
  day: undefined,
  bytes: Buffer.alloc(0),
};

it('throws what the database refuses as that of a query is thrown, and leaves the connection', async () => {
  const refused = await within(async (sql) => {
    await sql.query(table);
    await sql.query('SAVEPOINT before');
    const error = await copyAll(sql, [one]).catch((thrown: unknown) => thrown);
    await sql.query('ROLLBACK TO before');
    await copyAll(sql, [{ ...one, micros: 8n }]);
    const { rows } = await sql.query('SELECT count(*)::int AS count FROM copied');
    return { error, rows };
  });
  expect(refused.error).toMatchObject({ code: '23514', constraint: 'copied_micros_check' });
  expect(refused.rows).toEqual([{ count: 1 }]);
});

it('refuses a text that it has no room for, and sends nothing', async () => {
  const long = within(async (sql) => {
    await sql.query(table);
    await copyAll(sql, [{ ...one, code: 'more than sixteen' }]);
  });
  await expect(long).rejects.toThrow('more than sixteen is longer than 16 characters');
  await expect(within((sql) => sql.query('SELECT 1'))).resolves.toMatchObject({ rowCount: 1 });
});
