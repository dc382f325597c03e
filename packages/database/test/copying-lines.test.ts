import { createWorld, type World } from '@flattr/test-world';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { copyLines } from '../src/copy-lines.ts';
import { transaction } from '../src/transaction.ts';

let world: World;

beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const many = "SELECT n, repeat('x', 100) AS text, NULL::int AS nothing FROM generate_series(1, 200000) n";

it('copies every row, the names first and a null as an empty field', async () => {
  const lines = await transaction(world.platform.pool, async (sql) => {
    const pieces: Buffer[] = [];
    for await (const piece of copyLines(sql, many)) pieces.push(piece);
    return Buffer.concat(pieces).toString().split('\n');
  });
  expect(lines).toHaveLength(200_002);
  expect([lines[0], lines[200_000], lines[200_001]]).toEqual([
    'n,text,nothing',
    `200000,${'x'.repeat(100)},`,
    '',
  ]);
});

it('leaves the connection to others after who stopped in the middle', async () => {
  const stopped = transaction(world.platform.pool, async (sql) => {
    for await (const piece of copyLines(sql, many)) throw new Error(`the disk is full after ${piece.length}`);
  });
  await expect(stopped).rejects.toThrow('the disk is full');
  const { rows } = await transaction(world.platform.pool, (sql) => sql.query('SELECT 1 AS one'));
  expect(rows).toEqual([{ one: 1 }]);
});

it('tells what is wrong with a query, and leaves the connection', async () => {
  const wrong = transaction(world.platform.pool, async (sql) => {
    for await (const _ of copyLines(sql, 'SELECT 1 / (n - 100000) FROM generate_series(1, 200000) n'));
  });
  await expect(wrong).rejects.toMatchObject({ code: '22012' });
  await expect(world.platform.pool.query('SELECT 1')).resolves.toBeDefined();
});
