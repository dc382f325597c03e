import { setTimeout as wait } from 'node:timers/promises';
import { transaction } from '@flattr/database';
import { classifyError } from '@flattr/database/classify-error';
import { setBudget } from '@flattr/domain/budgets/set-budget';
import { flattrThing } from '@flattr/domain/flattrs/flattr-thing';
import type { ThingId } from '@flattr/domain/ids';
import { fees, losses } from '@flattr/domain/ledger/accounts';
import { postTransfer } from '@flattr/domain/ledger/post';
import { selfCheck } from '@flattr/domain/ledger/self-check';
import { move } from '@flattr/domain/ledger/transfer';
import { asMonth } from '@flattr/domain/month';
import { Refusal } from '@flattr/domain/refusal';
import { settleMonth } from '@flattr/domain/settlement/settle-month';
import { recordEvidence, scaleOf } from '@flattr/evidence';
import { createWorld, type OwnPostgres, type Person, startOwnPostgres, type World } from '@flattr/test-world';
import { afterAll, beforeAll, expect, it } from 'vitest';

const november = asMonth('2026-11');
const crashes = scaleOf({ quick: 2, ci: 6, full: 20 });
const supporters = 8;
const thingsEach = 15;

let postgres: OwnPostgres;
let world: World;
let maker: Person;
let people: Person[];
const problems: string[] = [];

beforeAll(async () => {
  postgres = await startOwnPostgres();
  world = await createWorld({ postgres });
  maker = await world.joins('maker');
  people = [];
  for (let index = 0; index < supporters; index++) {
    const person = await world.joins(`supporter-${index}`);
    await world.funds(person, '5.00');
    people.push(person);
  }
});
afterAll(async () => {
  await world.close();
  await postgres.close();
});

/** Does something as a person does who presses again until there is an answer, however often the database is away. */
const insist = async (act: () => Promise<unknown>): Promise<void> => {
  const deadline = performance.now() + 60_000;
  for (;;) {
    try {
      await act();
      return;
    } catch (error) {
      if (error instanceof Refusal && error.code === 'already-flattred') return;
      if (classifyError(error) !== 'unknown') throw error;
      if (performance.now() > deadline) throw new Error('the database did not come back', { cause: error });
      await wait(20);
    }
  }
};

const count = async (from: string, ...keys: unknown[]): Promise<number> => {
  const { rows } = await world.owner.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM ${from}`,
    keys,
  );
  return rows[0]?.count ?? 0;
};

/** The server is ended at once and started again; or one of its backends is killed, and it starts anew by itself. */
const crash = async (round: number): Promise<void> => {
  if (round % 2 === 0) return postgres.crashAndStart();
  const { rows } = await world.owner.query<{ pid: number }>(
    "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() LIMIT 1",
  );
  if (rows[0]) process.kill(rows[0].pid, 'SIGKILL');
};

/** Leaves a transaction open with a row in it until its connection is lost, and tells what it was told. */
const leaveOpen = (reference: string) =>
  transaction(world.platform.pool, async (sql) => {
    await postTransfer(sql, move('charge', reference, { from: losses('EUR'), to: fees('EUR'), micros: 1n }));
    const end = performance.now() + 30_000;
    while (performance.now() < end) await sql.query('SELECT pg_sleep(0.02)');
  }).then(
    () => 'committed',
    (error: unknown) => classifyError(error),
  );

const publishMany = async (round: number): Promise<ThingId[]> => {
  const things: ThingId[] = [];
  for (let index = 0; index < thingsEach; index++)
    things.push(await world.publishes(maker, `https://maker.example/${round}/${index}`));
  return things;
};

const crashInTransactions = async (round: number) => {
  const things = await publishMany(round);
  const { platform } = world;
  const doing = people.map(async (person) => {
    for (const [index, thingId] of things.entries()) {
      await insist(() => flattrThing(platform, person.id, { thingId }));
      await insist(() =>
        setBudget(platform, person.id, { amount: '5.00', currency: 'EUR', monthsAtOnce: 1 }),
      );
      const reference = `round:${round}:${person.handle}:${index}`;
      const of = move('charge', reference, { from: losses('EUR'), to: fees('EUR'), micros: 1n });
      await insist(() => transaction(platform.pool, (sql) => postTransfer(sql, of)));
    }
  });
  const open = leaveOpen(`open:${round}`);
  await wait(30 + 40 * (round % 4));
  await crash(round);
  const told = await open;
  if (told !== 'unknown') problems.push(`round ${round}: the open transaction was told ${told}`);
  await Promise.all(doing);
  await insist(() => world.owner.query('SELECT 1'));
  if (await count('ledger_transactions WHERE reference = $1', `open:${round}`))
    problems.push(`round ${round}: an open transaction was committed`);
  const posted = await count('ledger_transactions WHERE reference LIKE $1', `round:${round}:%`);
  const flattrs = await count('flattrs WHERE thing_id = ANY($1)', things);
  const wanted = supporters * thingsEach;
  if (posted !== wanted || flattrs !== wanted)
    problems.push(`round ${round}: ${posted} postings and ${flattrs} flattrs instead of ${wanted}`);
};

it('restarts at once within transactions, and what was told as done is there once (R-06)', async () => {
  for (let round = 0; round < crashes; round++) await crashInTransactions(round);
  recordEvidence({ id: 'R-06', tried: crashes * supporters * thingsEach * 2, failed: problems.length });
  expect(await count('budgets')).toBe(supporters);
  expect(problems).toEqual([]);
}, 600_000);

it('restarts at once within a settlement, which is done again and comes out right (R-06)', async () => {
  await world.moveClockTo('2026-12-01T00:00:01Z');
  const settling = insist(() => settleMonth(world.platform, november));
  await wait(15);
  await postgres.crashAndStart();
  await settling;
  expect(await count("months WHERE month = $1 AND state = 'PUBLISHED'", november)).toBe(1);
  const broken = (await selfCheck(world.platform)).flatMap((invariant) => invariant.broken);
  recordEvidence({ id: 'R-06', tried: 1, failed: broken.length });
  expect(broken).toEqual([]);
}, 120_000);
