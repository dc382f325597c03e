import { setTimeout as wait } from 'node:timers/promises';
import { createBullmqQueue } from '@flattr/adapters';
import { transaction } from '@flattr/database';
import { endBudget } from '@flattr/domain/budgets/end-budget';
import { readBudget } from '@flattr/domain/budgets/read-budget';
import { setBudget } from '@flattr/domain/budgets/set-budget';
import type { RecordedJob } from '@flattr/domain/events';
import { newId } from '@flattr/domain/ids';
import { selfCheck } from '@flattr/domain/ledger/self-check';
import { asMonth, nextMonth } from '@flattr/domain/month';
import { topUpWallet } from '@flattr/domain/payments/top-up-wallet';
import { settleMonth } from '@flattr/domain/settlement/settle-month';
import { needsProgram } from '@flattr/evidence/needs-program';
import { createWorld, type Person, startRedisServer, type World } from '@flattr/test-world';
import { afterAll, beforeAll, expect, it } from 'vitest';

const november = asMonth('2026-11');
const december = nextMonth(november);
const redisProgram = needsProgram('redis', ['/usr/bin/redis-server', '/usr/local/bin/redis-server']);

let world: World;
let ada: Person;

beforeAll(async () => {
  world = await createWorld();
  ada = await world.joins('ada');
  const maker = await world.joins('maker');
  const thing = await world.publishes(maker, 'https://song.example/');
  for (let index = 0; index < 20; index++) {
    const supporter = index === 0 ? ada : await world.joins(`supporter-${index}`);
    await world.funds(supporter, '5.00');
    await world.flattrs(supporter, thing);
  }
});
afterAll(() => world.close());

it('takes many changes of one budget, one after the other', async () => {
  const changes = Array.from({ length: 10 }, (_, index) =>
    setBudget(world.platform, ada.id, { amount: `${5 + index}`, currency: 'EUR', monthsAtOnce: 1 }),
  );
  expect(new Set(await Promise.all(changes))).toEqual(new Set([november]));
  expect(await world.platform.db.budget.count({ where: { supporterId: ada.id } })).toBe(1);
});

it('keeps the month of one who went abroad, ended, and came back', async () => {
  const set = (currency: string) =>
    setBudget(world.platform, ada.id, { amount: '5.00', currency, monthsAtOnce: 1 });
  expect(await set('USD')).toBe(december);
  await endBudget(world.platform, ada.id);
  expect(await set('EUR')).toBe(november);
  expect(await readBudget(world.platform.pool, ada.id, december)).toMatchObject({
    amount: { currency: 'EUR' },
  });
});

it('settles a month once where five settle it at once, and none of them leaves it half done', async () => {
  await world.moveClockTo('2026-12-01T00:00:01Z');
  await Promise.all(Array.from({ length: 5 }, () => settleMonth(world.platform, november)));
  expect(await world.platform.db.month.findUnique({ where: { month: november } })).toMatchObject({
    state: 'PUBLISHED',
  });
  expect((await selfCheck(world.platform)).flatMap(({ broken }) => broken)).toEqual([]);
});

it('charges a card once where two months turn together', async () => {
  await Promise.all(
    [december, nextMonth(december), december].map((month) => topUpWallet(world.platform, ada.id, month)),
  );
  const charges = { supporterId: ada.id, kind: 'TOP_UP', state: 'SUCCEEDED' };
  expect(await world.platform.db.charge.count({ where: charges })).toBe(1);
});

it('charges nobody for a month that is over', async () => {
  const [other] = await world.platform.db.user.findMany({ where: { handle: 'supporter-1' } });
  await topUpWallet(world.platform, other?.id as typeof ada.id, november);
  expect(
    await world.platform.db.charge.count({ where: { supporterId: other?.id ?? '', kind: 'TOP_UP' } }),
  ).toBe(0);
});

it('ends a top-up whose card is gone, forgets the card, and stands in the way of no later one', async () => {
  const { db, pool } = world.platform;
  const { id } = await db.user.findUniqueOrThrow({ where: { handle: 'supporter-2' } });
  const supporterId = id as typeof ada.id;
  const topUps = () => db.charge.findMany({ where: { supporterId, kind: 'TOP_UP' }, orderBy: { id: 'asc' } });
  await db.payer.update({ where: { supporterId }, data: { providerMethodId: 'pm_gone' } });
  await topUpWallet(world.platform, supporterId, december);
  expect(await topUps()).toMatchObject([{ state: 'FAILED' }]);
  expect(await db.payer.findUnique({ where: { supporterId } })).toMatchObject({ providerMethodId: null });
  const january = nextMonth(december);
  await pool.query(
    `INSERT INTO charges (id, supporter_id, kind, reference, currency, gross_micros)
     VALUES ($1, $2, 'TOP_UP', $3, 'EUR', 5000000)`,
    [newId(), supporterId, `top-up:${january}:${supporterId}`],
  );
  await topUpWallet(world.platform, supporterId, january);
  expect(await topUps()).toMatchObject([{ state: 'FAILED' }, { state: 'FAILED' }]);
});

it('survives the loss of a database connection within a transaction', async () => {
  const lost = transaction(world.platform.pool, async (sql) => {
    const { rows } = await sql.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    await world.owner.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid]);
    await wait(100);
    await sql.query('SELECT 1');
  });
  await expect(lost).rejects.toThrow();
  expect((await world.platform.pool.query('SELECT 1')).rowCount).toBe(1);
});

it.runIf(redisProgram)('does not wait for a queue that is down: the outbox keeps the work', async () => {
  const redis = await startRedisServer(redisProgram ?? '');
  const troubles: Error[] = [];
  const queue = await createBullmqQueue({ kind: 'redis', url: redis.url }, (error) => troubles.push(error));
  await redis.close();
  const job: RecordedJob = { outboxId: '1', job: { name: 'turn-months', payload: {} } };
  const rung = Promise.all([queue.ring([job]), queue.nudge(job.job)]).then(() => 'rung');
  expect(await Promise.race([rung, wait(10_000, 'still waiting')])).toBe('rung');
  expect(troubles.length).toBeGreaterThan(0);
  await queue.close();
});
