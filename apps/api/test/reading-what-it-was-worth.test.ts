import type { ThingId } from '@flattr/domain/ids';
import { asMonth } from '@flattr/domain/month';
import { cutMonth } from '@flattr/domain/settlement/cut-month';
import { layOutShards } from '@flattr/domain/settlement/lay-out-shards';
import { readMonth } from '@flattr/domain/settlement/month-row';
import { settleMonth } from '@flattr/domain/settlement/settle-month';
import { acceptSplit } from '@flattr/domain/splits/accept-split';
import { proposeSplit } from '@flattr/domain/splits/propose-split';
import type { Person } from '@flattr/test-world';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type As, type OpenApi, openApi } from './open-api.ts';

const november = asMonth('2026-11');
let open: OpenApi;
const as: Record<string, As> = {};
const people: Record<string, Person> = {};

const person = (handle: string): Person => people[handle] ?? { id: '' as Person['id'], handle };
const publish = (handle: string, name: string): Promise<ThingId> =>
  open.world.publishes(person(handle), `https://${name}.example/`, name);

/** A split that everybody accepts at once. */
const share = async (thingId: ThingId, ...parts: [string, number][]): Promise<void> => {
  const { platform } = open.world;
  const inputs = parts.map(([handle, basisPoints]) => ({ handle, basisPoints }));
  const [owner = ''] = parts[0] ?? [];
  const splitId = await proposeSplit(platform, person(owner).id, { thingId, parts: inputs });
  for (const [handle] of parts.slice(1)) await acceptSplit(platform, person(handle).id, splitId);
};

const viewer = async (who: string, fields: string) => {
  const { data, errors } = await open.ask(`{ viewer { ${fields} } }`, {}, as[who]);
  expect(errors).toBeUndefined();
  return data.viewer;
};

beforeAll(async () => {
  open = await openApi();
  for (const handle of ['sam', 'ada', 'ben', 'cleo', 'tia']) {
    as[handle] = await open.joins(handle);
    const user = await open.world.platform.db.user.findUniqueOrThrow({ where: { handle } });
    people[handle] = { id: user.id as Person['id'], handle };
  }
  const [solo, duo, mine] = await Promise.all([
    publish('ada', 'solo'),
    publish('ada', 'duo'),
    publish('ben', 'mine'),
  ]);
  const sam = person('sam');
  await open.world.funds(sam, '12.00', 'EUR', 3);
  await open.world.flattrs(sam, solo, 2);
  await open.world.flattrs(sam, duo);
  await open.world.flattrs(sam, mine);
  await share(duo, ['ada', 7500], ['cleo', 2500]);
  await share(mine, ['ben', 5000], ['sam', 5000]);
  await sharesWithNobodyMuch();
});
afterAll(() => open.close());

/** Tia may give a micro per flattr: of 20, the fee takes one. Each thing is shared so unevenly that one gets nothing of it. */
const sharesWithNobodyMuch = async (): Promise<void> => {
  const tia = person('tia');
  await open.world.funds(tia, '5.00', 'USD', 1);
  await open.world.owner.query('UPDATE budgets SET max_per_flattr_micros = 1 WHERE supporter_id = $1', [
    tia.id,
  ]);
  for (let nth = 0; nth < 20; nth++) {
    const thingId = await publish('ada', `tiny-${nth}`);
    await open.world.flattrs(tia, thingId);
    await share(thingId, ['ada', 9999], ['cleo', 1]);
  }
};

const worths = `monthSoFar { spent { amount } fee { amount } flattrs { fate worth { amount } thing { title } } }`;
type Worth = { fate: string; worth: { amount: string }; thing: { title: string } };
const line = ({ thing, fate, worth }: Worth) => `${thing.title} ${fate} ${worth.amount}`;

test('the month so far counts by the splits in force, and within what a flattr may cost', async () => {
  const { monthSoFar } = await viewer('sam', worths);
  expect(monthSoFar).toMatchObject({ spent: { amount: '12.00' }, fee: { amount: '0.60' } });
  expect(monthSoFar.flattrs.map(line).sort()).toEqual([
    'duo COUNTS 3.80',
    'mine OWN_THING 0.00',
    'solo COUNTS 7.60',
  ]);
  const tiny = (await viewer('tia', worths)).monthSoFar;
  expect(tiny).toMatchObject({ spent: { amount: '0.00002' }, fee: { amount: '0.000001' } });
});

const asked = `{ settlement(month: "2026-11") { month state shards shardsSettled percent supporters supportersPerSecond secondsLeft }
  none: settlement(month: "2020-01") { state } settledMonth(month: "2026-11") { state } }`;

test('how far a settlement is can be read by everybody, from the end of the month on', async () => {
  expect((await open.ask(asked)).data).toEqual({ settlement: null, none: null, settledMonth: null });
  expect((await open.ask('{ settlement(month: "x") { state } }')).errors?.[0]?.extensions.code).toBe(
    'BAD_USER_INPUT',
  );
  await open.world.moveClockTo('2026-12-01T00:05:00Z');
  const waiting = (await open.ask(asked)).data.settlement;
  expect(waiting).toMatchObject({
    month: '2026-11',
    state: 'OPEN',
    shards: 0,
    percent: 0,
    secondsLeft: null,
  });
  const { platform } = open.world;
  const row = await readMonth(platform.pool, november);
  if (!row) throw new Error('November is not open');
  await cutMonth(platform, row);
  const cut = await readMonth(platform.pool, november);
  if (cut) await layOutShards(platform, cut);
  const begun = (await open.ask(asked)).data;
  expect(begun.settlement).toMatchObject({
    state: 'CUT',
    shardsSettled: 0,
    percent: 0,
    supportersPerSecond: 0,
  });
  expect(begun.settlement.shards).toBeGreaterThan(0);
  expect(begun.settledMonth).toBeNull();
  expect((await viewer('sam', 'months { month }')).months).toEqual([]);
  await settleMonth(platform, november);
  const done = (await open.ask(asked)).data.settlement;
  expect(done).toMatchObject({ state: 'PUBLISHED', percent: 100, supporters: 2, secondsLeft: null });
  expect(done.shardsSettled).toBe(done.shards);
});

const shareFields = `totalCount nodes { weight fate amount { amount currency } thing { title } } pageInfo { hasNextPage endCursor }`;
type Share = { fate: string; amount: { amount: string }; thing: { title: string } };
const told = ({ thing, fate, amount }: Share) => `${thing.title} ${fate} ${amount.amount}`;

test('everybody reads what each flattr of theirs became, the largest share first, page by page', async () => {
  const read = async (args: string) => {
    const { months } = await viewer(
      'sam',
      `months(month: "2026-11") { spent { amount } fee { amount } flattrs shares(${args}) { ${shareFields} } }`,
    );
    return months[0];
  };
  const month = await read('first: 2');
  expect(month).toMatchObject({ spent: { amount: '12.00' }, fee: { amount: '0.60' }, flattrs: 2 });
  expect(month.shares.nodes.map(told)).toEqual(['solo COUNTS 7.60', 'duo COUNTS 3.80']);
  expect(month.shares.nodes[0]).toMatchObject({ weight: 2, amount: { currency: 'EUR' } });
  expect(month.shares).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } });
  const rest = await read(`first: 2, after: "${month.shares.pageInfo.endCursor}"`);
  expect(rest.shares.nodes.map(told)).toEqual(['mine OWN_THING 0.00']);
  expect(rest.shares.pageInfo.hasNextPage).toBe(false);
  expect((await read('last: 2')).shares.nodes.map(told)).toEqual(['duo COUNTS 3.80', 'mine OWN_THING 0.00']);
  const garbled = await open.ask(
    '{ viewer { months { shares(after: "x") { nodes { weight } } } } }',
    {},
    as.sam,
  );
  expect(garbled.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  expect((await viewer('sam', 'months(month: "2026-10") { month }')).months).toEqual([]);
  expect((await viewer('ada', `months { shares { ${shareFields} } }`)).months).toEqual([]);
});

test('shares of a micro and of nothing add up to what was settled, in one order over all pages', async () => {
  const seen: string[] = [];
  for (let after = ''; ; ) {
    const [{ shares }] = (
      await viewer('tia', `months { shares(first: 7${after && `, after: "${after}"`}) { ${shareFields} } }`)
    ).months;
    seen.push(...shares.nodes.map(told));
    if (!shares.pageInfo.hasNextPage) break;
    after = shares.pageInfo.endCursor;
  }
  expect(new Set(seen).size).toBe(20);
  expect(seen.filter((share) => share.endsWith(' 0.000001'))).toHaveLength(19);
  expect(seen.at(-1)).toMatch(/ 0\.00$/);
});

test('a shared thing’s flattrs count once in the totals, whatever its beneficiaries received', async () => {
  const { data } = await open.ask(
    '{ settledMonth(month: "2026-11") { statements { currency distributed { amount } supporters creators things flattrs } } }',
  );
  expect(data.settledMonth.statements).toEqual([
    { currency: 'EUR', distributed: { amount: '11.40' }, supporters: 1, creators: 2, things: 2, flattrs: 2 },
    {
      currency: 'USD',
      distributed: { amount: '0.000019' },
      supporters: 1,
      creators: 1,
      things: 19,
      flattrs: 20,
    },
  ]);
  const { rows } = await open.world.owner.query(
    `SELECT count(*)::int AS rows, count(*) FILTER (WHERE amount_micros = 0)::int AS empty FROM thing_sums WHERE currency = 'USD'`,
  );
  expect(rows).toEqual([{ rows: 40, empty: 21 }]);
});

const thingFields = `totalCount nodes { basisPoints flattrs amount { amount } thing { title } } pageInfo { hasNextPage endCursor }`;
type Earned = { basisPoints: number; amount: { amount: string }; thing: { title: string } };
const earned = ({ thing, basisPoints, amount }: Earned) => `${thing.title} ${basisPoints} ${amount.amount}`;

test('a beneficiary reads what came to them by thing, the largest first, page by page', async () => {
  const read = async (who: string, args: string) => {
    const { earnings } = await viewer(
      who,
      `earnings { months(month: "2026-11") { currency amount { amount } things(${args}) { ${thingFields} } } }`,
    );
    return earnings.months;
  };
  const [euros, dollars] = await read('ada', 'first: 1');
  expect(euros).toMatchObject({ currency: 'EUR', amount: { amount: '10.45' } });
  expect(euros.things.nodes.map(earned)).toEqual(['solo 10000 7.60']);
  expect(euros.things.totalCount).toBe(2);
  expect(dollars).toMatchObject({ currency: 'USD', amount: { amount: '0.000019' } });
  const [more] = await read('ada', `first: 5, after: "${euros.things.pageInfo.endCursor}"`);
  expect(more.things.nodes.map(earned)).toEqual(['duo 7500 2.85']);
  expect(more.things.pageInfo.hasNextPage).toBe(false);
  expect((await read('ada', 'last: 2'))[0].things.nodes.map(earned)).toEqual([
    'solo 10000 7.60',
    'duo 7500 2.85',
  ]);
  const cleo = await read('cleo', 'first: 5');
  expect(cleo).toHaveLength(1);
  expect(cleo[0].things.nodes.map(earned)).toEqual(['duo 2500 0.95']);
  expect(await read('ben', 'first: 5')).toEqual([]);
});
