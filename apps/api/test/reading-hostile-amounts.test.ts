import { newId, type UserId } from '@flattr/domain/ids';
import { recordEvidence } from '@flattr/evidence';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { edges, hostile } from './hostile-amounts.ts';
import { type As, type OpenApi, openApi } from './open-api.ts';

let open: OpenApi;
let sam: As;
let id: UserId;

beforeAll(async () => {
  open = await openApi();
  sam = await open.joins('sam');
  const { platform } = open.world;
  const found = await platform.db.user.findUniqueOrThrow({ where: { handle: 'sam' } });
  id = found.id as UserId;
  await open.world.funds({ id, handle: 'sam' }, '5.00');
});
afterAll(() => open.close());

/** The edges that are an amount: whole micros above nothing, and no more than the database holds. */
const amounts = edges.filter((edge) => /^[1-9]\d*$/.test(edge) && BigInt(edge) < 2n ** 63n);

const exactOf = (edge: string): string => {
  const digits = edge.padStart(7, '0');
  return `${digits.slice(0, -6)}.${digits.slice(-6)}`;
};

/** What is asked for, and the row that a payout, a refund or an earning of that amount is. */
const reads = {
  payouts: {
    query: '{ viewer { earnings { payouts(first: 1) { nodes { amount { amount } } } } } }',
    // biome-ignore lint/suspicious/noExplicitAny: a test reads what it asked for.
    read: (data: any) => data.viewer.earnings.payouts.nodes[0].amount.amount,
    row: `INSERT INTO payouts (id, month, creator_id, currency, attempt, reference, amount_micros, provider_account_id, state, ended_at)
      VALUES ($1, '2026-11', $2, 'EUR', $4::int, 'edge:' || $4::int, $3, 'acct_1', 'FAILED', now())`,
  },
  refunds: {
    query: '{ viewer { refunds(first: 1) { nodes { amount { amount } } } } }',
    // biome-ignore lint/suspicious/noExplicitAny: a test reads what it asked for.
    read: (data: any) => data.viewer.refunds.nodes[0].amount.amount,
    row: `INSERT INTO refunds (id, charge_id, supporter_id, reference, currency, amount_micros, provider_payment_id, transaction_id)
      SELECT $1, c.id, $2, 'edge:' || $4::int, 'EUR', $3, 'pi_1', c.transaction_id FROM charges c
      WHERE c.supporter_id = $2 AND $4::int > 0`,
  },
};

test('every amount of a payout and of a refund is read out exactly (R-20)', async () => {
  const wrong: string[] = [];
  let tried = 0;
  for (const [what, { query, read, row }] of Object.entries(reads)) {
    for (const edge of amounts) {
      tried += 1;
      await open.world.owner.query(row, [newId(), id, edge, tried]);
      const { data } = await open.ask(query, {}, sam);
      if (read(data) !== exactOf(edge)) wrong.push(`${what} of ${edge} micros: ${read(data)}`);
    }
  }
  recordEvidence({ id: 'R-20', tried, failed: wrong.length });
  expect(tried).toBe(2 * amounts.length);
  expect(wrong).toEqual([]);
});

test('whatever stands where a currency does, nothing is paid out or sent back, and no row changes (R-20)', async () => {
  const before = await open.rows();
  const wrong: string[] = [];
  let tried = 0;
  const asks = {
    refundWallet:
      'mutation ($of: CurrencyCode!) { payload: refundWallet(input: { currency: $of }) { errors { code } } }',
    requestPayout:
      'mutation ($of: CurrencyCode!) { payload: requestPayout(input: { currency: $of }) { errors { code } } }',
  };
  for (const [what, query] of Object.entries(asks)) {
    // The question itself is one that can be asked: only its currency is wrong below.
    const asked = await open.ask(query, { of: 'SEK' }, sam);
    expect(asked.data.payload.errors).toEqual([
      { code: expect.stringMatching(/NOTHING_TO_REFUND|NOT_SET_UP/) },
    ]);
    for (const of of [...hostile, ...edges, 'eur', 'EURO', 'XXX']) {
      tried += 1;
      const { data, errors } = await open.ask(query, { of }, sam);
      const code = errors?.[0]?.extensions.code ?? data?.payload?.errors[0]?.code;
      if (!['CURRENCY_UNKNOWN', 'BAD_USER_INPUT', 'PAYOUTS_NOT_SET_UP'].includes(code))
        wrong.push(`${what} ${JSON.stringify(of)}: ${code}`);
    }
  }
  recordEvidence({ id: 'R-20', tried, failed: wrong.length });
  expect(wrong).toEqual([]);
  expect(await open.rows()).toEqual(before);
}, 60_000);
