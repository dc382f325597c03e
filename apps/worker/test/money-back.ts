import { releaseEscrow } from '@flattr/domain/escrow/release-escrow';
import type { ThingId } from '@flattr/domain/ids';
import { sealLedger } from '@flattr/domain/ledger/seal-ledger';
import { selfCheck } from '@flattr/domain/ledger/self-check';
import { formatDecimal, money } from '@flattr/domain/money';
import { asMonth, monthEnd, monthOf } from '@flattr/domain/month';
import { applyDispute } from '@flattr/domain/refunds/apply-dispute';
import { cutMonth } from '@flattr/domain/settlement/cut-month';
import { readMonth } from '@flattr/domain/settlement/month-row';
import { openMonth } from '@flattr/domain/settlement/open-month';
import { turnMonths } from '@flattr/domain/settlement/turn-months';
import { createWorld, type Person, type World } from '@flattr/test-world';
import { expect } from 'vitest';

/** Ada and Bob have 28.88 EUR each, of 30.00, and give 10.00 a month: Ada two parts to the singer and one to the writer, Bob all to the singer. Carl gives nothing. */
export type Scene = { readonly world: World; readonly ada: Person; readonly bob: Person };

export const setScene = async (): Promise<Scene> => {
  const world = await createWorld();
  const [singer, writer] = [await world.joins('singer'), await world.joins('writer')];
  const song = await world.publishes(singer, 'https://song.example/');
  const post = await world.publishes(writer, 'https://post.example/');
  const [ada, bob] = [await world.joins('ada'), await world.joins('bob')];
  for (const supporter of [ada, bob]) {
    await world.funds(supporter, '10.00', 'EUR', 3);
    await world.flattrs(supporter, song, 2);
  }
  await world.flattrs(ada, post, 1);
  await world.funds(await world.joins('carl'), '10.00', 'EUR', 3);
  await world.setsUpPayouts(singer);
  await world.work();
  return { world, ada, bob };
};

export const turn = async ({ platform, work }: World): Promise<void> => {
  await turnMonths(platform);
  await work();
  await turnMonths(platform);
};

/** Cuts a month with its end, and leaves it at that. */
export const cut = async ({ platform, moveClockTo }: World, month: string): Promise<void> => {
  await moveClockTo(new Date(monthEnd(asMonth(month)).getTime() + 1000));
  const row = await readMonth(platform.pool, asMonth(month));
  if (!row || !(await cutMonth(platform, row))) throw new Error(`${month} was not cut`);
};

/** Every account that holds something, by whose it is. */
export const readHeld = async ({ platform }: World): Promise<ReadonlyMap<string, bigint>> => {
  const { rows } = await platform.pool.query<{ name: string; micros: string }>(
    `SELECT a.kind || coalesce(':' || u.handle, '') || coalesce(':' || a.month, '') AS name, sum(e.amount_micros) AS micros
     FROM ledger_accounts a JOIN ledger_entries e ON e.account_id = a.id LEFT JOIN users u ON u.id = a.owner_id GROUP BY 1`,
  );
  return new Map(rows.map(({ name, micros }) => [name, BigInt(micros)]));
};

/** What changed since, account by account, as a person writes it. */
export const changesSince = async (
  world: World,
  before: ReadonlyMap<string, bigint>,
): Promise<Record<string, string>> => {
  const after = await readHeld(world);
  const changes = [...after].map(([name, micros]) => [name, micros - (before.get(name) ?? 0n)] as const);
  return Object.fromEntries(
    changes
      .filter(([, micros]) => micros !== 0n)
      .map(([name, micros]) => [name, formatDecimal(money(micros, 'EUR'))]),
  );
};

/** What is left in a wallet of what came back from escrow: less what months spent of no charge, and what disputes took of it. */
const returned = `SELECT coalesce(sum(e.amount_micros), 0)
    - coalesce((SELECT sum(spent_micros) FROM settled_supporters s
      WHERE s.supporter_id = c.supporter_id AND s.currency = c.currency), 0)
    + coalesce((SELECT sum(s.amount_micros) FROM settled_sources s JOIN charges its ON its.id = s.charge_id
      WHERE its.supporter_id = c.supporter_id AND its.currency = c.currency), 0)
    + coalesce((SELECT sum(t.amount_micros) FROM charge_takings t JOIN ledger_transactions p ON p.id = t.transaction_id AND p.kind LIKE 'dispute%'
      JOIN charges its ON its.id = t.charge_id WHERE its.supporter_id = c.supporter_id AND its.currency = c.currency), 0)
  FROM ledger_accounts a JOIN ledger_entries e ON e.account_id = a.id JOIN ledger_transactions p ON p.id = e.transaction_id
  WHERE a.kind = 'wallet' AND a.owner_id = c.supporter_id AND a.currency = c.currency
    AND (p.kind LIKE 'escrow-%' OR p.kind LIKE 'dispute%')`;

/**
 * All invariants hold, the provider agrees, and the wallets hold what is left of all charges, and of what came back from escrow: that
 * is spent first, and is no charge's.
 */
export const expectSound = async ({ platform }: World): Promise<void> => {
  await sealLedger(platform);
  const checks = await selfCheck(platform);
  expect(checks.flatMap(({ broken }) => broken)).toEqual([]);
  const { rows } = await platform.pool.query(
    `SELECT supporter_id FROM charges c WHERE state = 'SUCCEEDED' GROUP BY supporter_id, currency
     HAVING sum(net_micros - coalesce((SELECT sum(amount_micros) FROM settled_sources s WHERE s.charge_id = c.id), 0)
       - coalesce((SELECT sum(amount_micros) FROM charge_takings t WHERE t.charge_id = c.id), 0)) <> (
       SELECT sum(e.amount_micros) FROM ledger_accounts a JOIN ledger_entries e ON e.account_id = a.id
       WHERE a.kind = 'wallet' AND a.owner_id = c.supporter_id AND a.currency = c.currency) - (${returned})`,
  );
  expect(rows).toEqual([]);
};

export const paymentOf = async ({ platform }: World, person: Person): Promise<string> => {
  const charge = await platform.db.charge.findFirstOrThrow({ where: { supporterId: person.id } });
  return charge.providerPaymentId ?? '';
};

/** Somebody's claim to a thing stands now, and what waited for it is theirs. */
export const comes = async (world: World, creator: Person, thingId: ThingId): Promise<void> => {
  const month = monthOf(await world.platform.clock.now());
  await openMonth(world.platform, month);
  await world.owner.query('UPDATE things SET creator_id = $1, creator_from = $2 WHERE id = $3', [
    creator.id,
    month,
    thingId,
  ]);
  await releaseEscrow(world.platform, creator.id);
};

/** A bank takes Ada's payment back; it is told twice at once, as its events come. */
export const disputes = async ({ world, ada }: Scene): Promise<string> => {
  const { id } = await world.emulator.control.openDispute({ paymentIntent: await paymentOf(world, ada) });
  await Promise.all([applyDispute(world.platform, id), applyDispute(world.platform, id)]);
  return id;
};

export const winsDispute = async ({ world }: Scene, id: string): Promise<void> => {
  await world.emulator.control.closeDispute(id, 'won');
  await Promise.all([applyDispute(world.platform, id), applyDispute(world.platform, id)]);
};
