import type { UserId } from '@flattr/domain/ids';
import { asMonth } from '@flattr/domain/month';
import { settleMonth } from '@flattr/domain/settlement/settle-month';
import { turnMonths } from '@flattr/domain/settlement/turn-months';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type As, type OpenApi, openApi } from './open-api.ts';

let open: OpenApi;
let sam: As;
let ada: As;

beforeAll(async () => {
  open = await openApi();
  sam = await open.joins('sam');
  ada = await open.joins('ada');
  const { world } = open;
  const [supporter, creator] = await Promise.all(['sam', 'ada'].map(person));
  if (!supporter || !creator) throw new Error('nobody joined');
  await world.funds(supporter, '12.00', 'EUR', 3);
  for (const page of ['one', 'two', 'three']) {
    await world.flattrs(supporter, await world.publishes(creator, `https://ada.example.org/${page}`, page));
  }
  await world.setsUpPayouts(creator);
});
afterAll(() => open.close());

const person = async (handle: string) => {
  const user = await open.world.platform.db.user.findUniqueOrThrow({ where: { handle } });
  return { id: user.id as UserId, handle };
};

const viewer = async (as: As, fields: string) => {
  const { data, errors } = await open.ask(`{ viewer { ${fields} } }`, {}, as);
  expect(errors).toBeUndefined();
  return data.viewer;
};

test('the month so far says what each flattr is worth by now', async () => {
  const { monthSoFar } = await viewer(
    sam,
    'monthSoFar { month endsAt spent { amount } fee { amount currency } flattrs { weight worth { amount } thing { title creator { handle } } } }',
  );
  expect(monthSoFar).toMatchObject({
    month: '2026-11',
    endsAt: '2026-12-01T00:00:00.000Z',
    spent: { amount: '12.00' },
    fee: { amount: '0.60', currency: 'EUR' },
  });
  expect(monthSoFar.flattrs).toHaveLength(3);
  for (const flattr of monthSoFar.flattrs) {
    expect(flattr).toMatchObject({
      weight: 1,
      worth: { amount: '3.80' },
      thing: { creator: { handle: 'ada' } },
    });
  }
});

test('a month is no settled month before it is published', async () => {
  const { data } = await open.ask(
    '{ settledMonth(month: "2026-11") { month } malformed: settledMonth(month: "x") { month } settledMonths { month } }',
  );
  expect(data).toEqual({ settledMonth: null, malformed: null, settledMonths: [] });
  expect((await viewer(sam, 'months { month }')).months).toEqual([]);
});

test('after the cut everybody reads the totals, and each their own part', async () => {
  await open.world.moveClockTo('2026-12-01T00:05:00Z');
  await settleMonth(open.world.platform, asMonth('2026-11'));
  const { data } = await open.ask(
    `{ settledMonth(month: "2026-11") { state algorithm feeBasisPoints cutAt publishedAt paidAt challengeEndsAt
       statements { currency wallets { amount } fees { amount } distributed { amount } kept { amount } supporters creators things flattrs } } }`,
  );
  expect(data.settledMonth).toMatchObject({
    state: 'PUBLISHED',
    algorithm: 1,
    feeBasisPoints: 500,
    cutAt: expect.stringMatching(/^2026-12-01T00:05/),
    challengeEndsAt: expect.stringMatching(/^2026-12-08T00:05/),
    paidAt: null,
    statements: [
      {
        currency: 'EUR',
        fees: { amount: '0.60' },
        distributed: { amount: '11.40' },
        supporters: 1,
        creators: 1,
        things: 3,
        flattrs: 3,
      },
    ],
  });
  const { months, wallets } = await viewer(
    sam,
    'wallets { balance { amount } } months { month budget { amount } spent { amount } fee { amount } kept { amount } flattrs }',
  );
  expect(months).toEqual([
    {
      month: '2026-11',
      budget: { amount: '12.00' },
      spent: { amount: '12.00' },
      fee: { amount: '0.60' },
      kept: wallets[0].balance,
      flattrs: 3,
    },
  ]);
});

const asksForPayout = async () => {
  const asked = 'requestPayout(input: { currency: "EUR" }) { payout { state onDemand } errors { code } }';
  return (await open.ask(`mutation { ${asked} }`, {}, ada)).data.requestPayout;
};

test('a creator reads what is held, then what is available, asks for it, and reads what was paid', async () => {
  const read = () =>
    viewer(
      ada,
      `earnings {
         balances { total { amount } available { amount } held { amount } minimum { amount currency } }
         months { month currency amount { amount } things { nodes { amount { amount } flattrs thing { title } } } availableOn { day amount { amount } } }
         payouts { totalCount nodes { month state amount { amount } transferId failure endedAt } }
         payoutAccount { ready } }`,
    );
  const { earnings } = await read();
  expect(earnings.balances).toEqual([
    {
      total: { amount: '11.40' },
      available: { amount: '0.00' },
      held: { amount: '11.40' },
      minimum: { amount: '10.00', currency: 'EUR' },
    },
  ]);
  expect(earnings.months).toHaveLength(1);
  expect(earnings.months[0]).toMatchObject({
    month: '2026-11',
    currency: 'EUR',
    amount: { amount: '11.40' },
    availableOn: [{ amount: { amount: '11.40' } }],
  });
  expect(earnings.months[0].things.nodes).toHaveLength(3);
  expect(earnings.months[0].availableOn[0].day).toMatch(/^2026-12-\d\d$/);
  expect(earnings).toMatchObject({ payouts: { totalCount: 0, nodes: [] }, payoutAccount: { ready: true } });

  await open.world.moveClockTo('2027-01-05T00:00:00Z');
  const free = (await read()).earnings.balances[0];
  expect(free).toMatchObject({ available: { amount: '11.40' }, held: { amount: '0.00' } });

  expect(await asksForPayout()).toEqual({ payout: { state: 'INTENT', onDemand: true }, errors: [] });
  expect(await asksForPayout()).toEqual({ payout: null, errors: [{ code: 'PAYOUT_UNDER_WAY' }] });
  await turnMonths(open.world.platform);
  await open.world.work();
  expect(await asksForPayout()).toEqual({ payout: null, errors: [{ code: 'BELOW_MINIMUM' }] });
  const paid = (await read()).earnings;
  expect(paid.balances[0]).toMatchObject({ total: { amount: '0.00' }, available: { amount: '0.00' } });
  expect(paid.payouts).toMatchObject({
    totalCount: 1,
    nodes: [{ month: '2027-01', state: 'TRANSFERRED', amount: { amount: '11.40' }, failure: null }],
  });
  expect(paid.payouts.nodes[0].transferId).toMatch(/^tr_/);
  expect(paid.payouts.nodes[0].endedAt).toBeNull();
});

test('everybody reads what came and went, newest first and page by page', async () => {
  const [wallet] = (
    await viewer(
      sam,
      'wallets { balance { amount currency } history(first: 2) { totalCount nodes { kind month amount { amount } balanceAfter { amount currency } reference } pageInfo { hasNextPage } } }',
    )
  ).wallets;
  expect(wallet.history.nodes).toMatchObject([
    { kind: 'SETTLEMENT', month: '2026-11', amount: { amount: '-12.00' }, balanceAfter: wallet.balance },
    { kind: 'CHARGE', month: null, reference: expect.stringMatching(/^charge:/) },
  ]);
  expect(wallet.history).toMatchObject({ totalCount: 2, pageInfo: { hasNextPage: false } });

  const read = async (args: string) => {
    const { earnings } = await viewer(
      ada,
      `earnings { balances { history(${args}) { nodes { kind balanceAfter { amount } } pageInfo { hasNextPage endCursor } } } }`,
    );
    return earnings.balances[0].history;
  };
  const { nodes, pageInfo } = await read('first: 1');
  expect(nodes).toEqual([{ kind: 'PAYOUT', balanceAfter: { amount: '0.00' } }]);
  expect(pageInfo.hasNextPage).toBe(true);
  const older = await read(`first: 20, after: "${pageInfo.endCursor}"`);
  expect(older.nodes).toEqual([{ kind: 'EARNINGS', balanceAfter: { amount: '11.40' } }]);
  expect((await read('last: 1')).nodes).toEqual(older.nodes);
  const garbled = await open.ask(
    '{ viewer { wallets { history(after: "x") { nodes { kind } } } } }',
    {},
    sam,
  );
  expect(garbled.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
});

test('what one earned and gave is nobody else’s to read', async () => {
  const seen = await viewer(
    sam,
    'earnings { months { month } payouts { totalCount nodes { id } } } months { month }',
  );
  expect(seen.earnings).toEqual({ months: [], payouts: { totalCount: 0, nodes: [] } });
  expect((await viewer(ada, 'wallets { history { nodes { kind } } }')).wallets).toEqual([]);
  expect((await viewer(ada, 'months { month } charges { totalCount }')).charges.totalCount).toBe(0);
});
