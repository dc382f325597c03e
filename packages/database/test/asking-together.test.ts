import { createWorld, type World } from '@flattr/test-world';
import { statementsDuring } from '@flattr/test-world/count-statements';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askedRows, askTogether, inPlaces } from '../src/ask-together.ts';

let world: World;

beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

/** A hundred by a number: of 0 the database knows none. */
const part = askTogether(async (pool, numbers: readonly number[]) => {
  const { rows } = await pool.query<{ nth: number; part: number }>({
    name: 'parts',
    text: `SELECT nth::int, 100 / number AS part FROM ${askedRows({ number: 'int' })}`,
    values: [numbers],
  });
  return inPlaces(numbers, rows).map((row) => row?.part);
});

/** What became of each, in words; and of how many statements. */
const ask = async (numbers: readonly number[]) => {
  let answers: readonly unknown[] = [];
  const statements = await statementsDuring(world.platform.pool, async () => {
    const settled = await Promise.allSettled(numbers.map((number) => part(world.platform.pool, number)));
    answers = settled.map((one) => (one.status === 'fulfilled' ? one.value : one.reason.code));
  });
  return { answers, statements: statements.length };
};

describe('what is asked at the same moment', () => {
  it('is one statement, of which everybody is given what they asked for', async () => {
    expect(await ask([1, 2, 50, 2, 1])).toEqual({ answers: [100, 50, 2, 50, 100], statements: 1 });
  });

  it('is more statements where it is more than one holds', async () => {
    const numbers = Array.from({ length: 70 }, (_, index) => index + 1);
    const answers = numbers.map((number) => Math.floor(100 / number));
    expect(await ask(numbers)).toEqual({ answers, statements: 3 });
  });

  it('is refused to who asked what cannot be, and to nobody else', async () => {
    expect(await ask([10, 0, 5])).toEqual({ answers: [10, '22012', 20], statements: 4 });
    expect(await ask([0])).toEqual({ answers: ['22012'], statements: 1 });
  });

  it('is not remembered', async () => {
    expect(await ask([4])).toEqual({ answers: [25], statements: 1 });
    expect(await ask([4])).toEqual({ answers: [25], statements: 1 });
  });

  it('is not asked again where nobody knows whether it was done', async () => {
    const end = askTogether(async (pool, keys: readonly string[]) => {
      await pool.query('SELECT pg_terminate_backend(pg_backend_pid())');
      return keys;
    });
    let reasons: readonly string[] = [];
    const statements = await statementsDuring(world.platform.pool, async () => {
      const settled = await Promise.allSettled(['a', 'b'].map((key) => end(world.platform.pool, key)));
      reasons = settled.map(({ status }) => status);
    });
    expect(reasons).toEqual(['rejected', 'rejected']);
    expect(statements).toHaveLength(1);
  });
});

it('is not planned anew for a few keys, although many would take longer', async () => {
  const client = await world.platform.pool.connect();
  try {
    const text = `SELECT nth FROM ${askedRows({ oid: 'oid' })} CROSS JOIN LATERAL (SELECT FROM pg_class WHERE oid = asked.oid OFFSET 0) t`;
    for (let turn = 0; turn < 20; turn++) await client.query({ name: 'planned', text, values: [[1]] });
    const { rows } = await client.query(
      "SELECT custom_plans::int, generic_plans::int FROM pg_prepared_statements WHERE name = 'planned'",
    );
    expect(rows).toEqual([{ custom_plans: 5, generic_plans: 15 }]);
  } finally {
    client.release();
  }
});
