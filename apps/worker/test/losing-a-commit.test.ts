import { createHmac } from 'node:crypto';
import { createPlatform, type WiredPlatform } from '@flattr/adapters';
import { transaction } from '@flattr/database';
import { classifyError } from '@flattr/database/classify-error';
import { setBudget } from '@flattr/domain/budgets/set-budget';
import { flattrThing } from '@flattr/domain/flattrs/flattr-thing';
import { fees, losses } from '@flattr/domain/ledger/accounts';
import { postTransfer } from '@flattr/domain/ledger/post';
import { selfCheck } from '@flattr/domain/ledger/self-check';
import { move } from '@flattr/domain/ledger/transfer';
import { asMonth } from '@flattr/domain/month';
import { fundWallet } from '@flattr/domain/payments/fund-wallet';
import { receiveWebhook } from '@flattr/domain/payments/receive-webhook';
import { settleCharge } from '@flattr/domain/payments/settle-charge';
import { topUpWallet } from '@flattr/domain/payments/top-up-wallet';
import { readFreeEarnings } from '@flattr/domain/payouts/free-earnings';
import { releasePayouts } from '@flattr/domain/payouts/release-payouts';
import { sendPayout } from '@flattr/domain/payouts/send-payout';
import { startPayout } from '@flattr/domain/payouts/start-payout';
import { Refusal } from '@flattr/domain/refusal';
import { settleMonth } from '@flattr/domain/settlement/settle-month';
import { recordEvidence, scaleOf } from '@flattr/evidence';
import {
  type CuttingProxy,
  type CutWhen,
  createWorld,
  payCheckout,
  startCuttingProxy,
  type World,
} from '@flattr/test-world';
import { silentQueue } from '@flattr/test-world/silent-queue';
import { afterAll, beforeAll, expect, it } from 'vitest';

const november = asMonth('2026-11');
/** How often each verb loses a commit, by turns before and after it. */
const each = scaleOf({ quick: 2, ci: 12, full: 12 });

let world: World;
let proxy: CuttingProxy;
/** The platform as the product wires it, on a database beyond the proxy. */
let platform: WiredPlatform;
const problems: string[] = [];

beforeAll(async () => {
  world = await createWorld();
  const databaseUrl = world.config.databaseUrl ?? '';
  proxy = await startCuttingProxy(databaseUrl);
  const config = { ...world.config, databaseUrl: proxy.urlOf(databaseUrl) };
  platform = await createPlatform(config, { queue: silentQueue, mailer: world.mailbox });
});
afterAll(async () => {
  await platform.close();
  await proxy.close();
  await world.close();
});

/** How many rows a natural key finds, read on a connection of its own. */
const count = async (from: string, ...keys: unknown[]): Promise<number> => {
  const { rows } = await world.owner.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM ${from}`,
    keys,
  );
  return rows[0]?.count ?? 0;
};

type Case = { readonly name: string; act(): Promise<unknown>; found(): Promise<number> };

/** Loses the commit, looks by the natural key what came of it, and does it again: one effect, and no other answer than the truth. */
const loseCommit = async ({ name, act, found }: Case, when: CutWhen) => {
  proxy.cutNextCommit(when);
  const told: unknown = await act().then(
    () => undefined,
    (error: unknown) => error,
  );
  const here = `${name}, cut ${when} its COMMIT`;
  if (classifyError(told) !== 'unknown') problems.push(`${here}: it was told as ${told}`);
  const first = await found();
  if (first !== (when === 'after' ? 1 : 0))
    problems.push(`${here}: ${first} effects before it is done again`);
  const again = await act().then(
    () => 'done',
    (error: unknown) => (error instanceof Refusal ? error.code : `${error}`),
  );
  const known = name === 'flattrThing' && when === 'after' ? 'already-flattred' : 'done';
  if (again !== known) problems.push(`${here}: done again, it says ${again}`);
  const last = await found();
  if (last !== 1) problems.push(`${here}: ${last} effects at the end`);
};

const loseInTurn = async (make: (index: number) => Promise<Case>) => {
  for (let index = 0; index < each; index++)
    await loseCommit(await make(index), index % 2 ? 'before' : 'after');
};

const supporterWithCard = async (handle: string) => {
  const supporter = await world.joins(handle);
  await world.funds(supporter, '15.00');
  return supporter;
};

const unpaidCharge = async (index: number) => {
  const payer = await world.joins(`payer-${index}`);
  await setBudget(world.platform, payer.id, { amount: '5.00', currency: 'EUR', monthsAtOnce: 1 });
  await payCheckout((await fundWallet(world.platform, payer.id)).url);
  const charge = await world.platform.db.charge.findFirstOrThrow({ where: { supporterId: payer.id } });
  const { payment } = await world.platform.gateway.fetchCheckout(charge.providerSessionId ?? '');
  if (!payment) throw new Error('the checkout was not paid');
  return { id: charge.id, reference: charge.reference, payment };
};

const signedEvent = (index: number) => {
  const body = JSON.stringify({
    id: `evt_lost_${index}`,
    object: 'event',
    livemode: false,
    type: 'checkout.session.expired',
    data: { object: { id: `cs_${index}`, object: 'checkout.session' } },
  });
  const seconds = Math.floor(Date.now() / 1000);
  const secret = world.config.stripe?.webhookSecrets[0] ?? '';
  const signature = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
  return { body, signature: `t=${seconds},v1=${signature}` };
};

/** What is done in an open month: a posting, a flattr, a budget, a payment, a top-up, an event. */
const loseInAnOpenMonth = async () => {
  const ada = await supporterWithCard('ada');
  const maker = await world.joins('maker');
  await loseInTurn(async (index) => ({
    name: 'postTransfer',
    act: () => {
      const of = { from: losses('EUR'), to: fees('EUR'), micros: 1n };
      return transaction(platform.pool, (sql) => postTransfer(sql, move('charge', `lost:${index}`, of)));
    },
    found: () => count('ledger_transactions WHERE reference = $1', `lost:${index}`),
  }));
  await loseInTurn(async (index) => {
    const thingId = await world.publishes(maker, `https://maker.example/${index}`);
    return {
      name: 'flattrThing',
      act: () => flattrThing(platform, ada.id, { thingId }),
      found: () => count('flattrs WHERE supporter_id = $1 AND thing_id = $2', ada.id, thingId),
    };
  });
  await loseInTurn(async (index) => ({
    name: 'setBudget',
    act: () => setBudget(platform, ada.id, { amount: `${20 + index}`, currency: 'EUR', monthsAtOnce: 1 }),
    found: () =>
      count('budgets WHERE supporter_id = $1 AND amount_micros = $2', ada.id, (20 + index) * 1_000_000),
  }));
  await loseInTurn(async (index) => {
    const { id, reference, payment } = await unpaidCharge(index);
    return {
      name: 'settleCharge',
      act: () => settleCharge(platform, reference, payment),
      found: () => count('ledger_transactions WHERE reference = $1', `charge:${id}`),
    };
  });
  await loseInTurn(async (index) => {
    const { id } = await supporterWithCard(`topped-${index}`);
    return {
      name: 'topUpWallet',
      act: () => topUpWallet(platform, id, november),
      found: () => count("charges WHERE supporter_id = $1 AND kind = 'TOP_UP'", id),
    };
  });
  await loseInTurn(async (index) => {
    const { body, signature } = signedEvent(index);
    return {
      name: 'receiveWebhook',
      act: () => receiveWebhook(platform, body, signature),
      found: () => count("outbox WHERE payload->>'eventId' = $1", `evt_lost_${index}`),
    };
  });
};

/** Settles a month and loses its first COMMIT, before and after it, then the second one, and so on, until it is published. */
const loseEachStep = async () => {
  const month = november;
  const published = () => count("months WHERE month = $1 AND state = 'PUBLISHED'", month);
  const deadline = performance.now() + 200_000;
  for (let turn = 0; !(await published()); turn++) {
    if (performance.now() > deadline) throw new Error(`${month} was not settled in time`);
    proxy.cutNextCommit(turn % 2 ? 'after' : 'before', Math.floor(turn / 2));
    const told: unknown = await settleMonth(platform, month).catch((error: unknown) => error);
    if (told instanceof Error && classifyError(told) !== 'unknown')
      problems.push(`settling, it was told as ${told}`);
  }
  proxy.spareCommits();
};

/** Pays creators of whom each earned enough from a supporter of their own. */
const loseInPayouts = async () => {
  await world.moveClockTo('2027-01-08T00:00:02Z');
  const free = (await readFreeEarnings(platform.pool)).filter(({ earnings }) =>
    earnings.some(({ leftMicros }) => leftMicros > 10_000_000n),
  );
  const payouts = 'payouts WHERE creator_id = $1';
  await loseInTurn(async (index) => {
    const creator = free[index];
    if (!creator) throw new Error('too few creators have earned anything');
    return {
      name: 'startPayout',
      act: () => startPayout(platform, november, creator),
      found: () => count(payouts, creator.creatorId),
    };
  });
  await releasePayouts(platform);
  const { rows } = await world.owner.query<{ id: string }>(
    "SELECT id FROM payouts WHERE state = 'INTENT' ORDER BY id",
  );
  await loseInTurn(async (index) => {
    const payoutId = rows[index]?.id as Parameters<typeof sendPayout>[1];
    return {
      name: 'sendPayout',
      act: () => sendPayout(platform, payoutId),
      found: () => count('ledger_transactions WHERE reference = $1', `payout-sent:${payoutId}`),
    };
  });
};

it('finds what was done by its natural key where the answer to a COMMIT is lost, and does nothing twice (R-06)', async () => {
  for (let index = 0; index < each; index++) {
    const creator = await world.joins(`creator-${index}`);
    await world.setsUpPayouts(creator);
    const song = await world.publishes(creator, `https://creator-${index}.example/`);
    await world.flattrs(await supporterWithCard(`fan-${index}`), song);
  }
  await loseInAnOpenMonth();
  await world.moveClockTo('2026-12-01T00:00:01Z');
  await loseEachStep();
  await loseInPayouts();
  const invariants = await selfCheck(world.platform);
  problems.push(...invariants.flatMap(({ broken }) => broken));
  console.log(`R-06: ${proxy.cuts()} commits were cut, ${problems.length} problems`);
  recordEvidence({ id: 'R-06', tried: proxy.cuts(), failed: problems.length });
  expect(problems).toEqual([]);
}, 300_000);
