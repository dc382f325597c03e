import type { ThingId, UserId } from '@flattr/domain/ids';
import { leaveFlattr } from '@flattr/domain/leaving/leave-flattr';
import { settleLeaving } from '@flattr/domain/leaving/settle-leaving';
import { sealLedger } from '@flattr/domain/ledger/seal-ledger';
import { formatDecimal, money } from '@flattr/domain/money';
import type { Person } from '@flattr/test-world';
import { expect } from 'vitest';
import { openPayoutWorld, type PayoutWorld } from './payout-world.ts';

export type LeavingWorld = PayoutWorld & {
  /** Zelda has 28.88, gives 10.00 to a song of Noor's, and earns by a post, which Ada gives 9.46; both creators have a bank. */
  readonly zelda: Person;
  readonly noor: Person;
  readonly ada: Person;
  readonly song: ThingId;
  readonly post: ThingId;
  leaves(person: Person): Promise<string>;
  /** Looks after whoever left, and does what follows, until nothing more happens. */
  looksAfter(person: Person): Promise<void>;
  /** What accounts hold in euros, by whose they are; those of 0 are left out. */
  held(): Promise<Record<string, string>>;
  /** The bank takes, or sends back, what is on its way to it. */
  settlesAtBank(outcome: 'paid' | 'failed'): Promise<void>;
  ended(person: Person): Promise<boolean>;
  /** All invariants hold, and the provider agrees. */
  expectSound(): Promise<void>;
};

export const openLeavingWorld = async (): Promise<LeavingWorld> => {
  const world = await openPayoutWorld();
  const { platform } = world;
  const [zelda, noor, ada] = [
    await world.joins('zelda'),
    await world.joins('noor'),
    await world.joins('ada'),
  ];
  const song = await world.publishes(noor, 'https://song.example/');
  const post = await world.publishes(zelda, 'https://post.example/');
  for (const creator of [zelda, noor]) await world.setsUpPayouts(creator);
  await world.funds(zelda, '10.00', 'EUR', 3);
  await world.funds(ada, '10.00');
  await world.flattrs(zelda, song);
  await world.flattrs(ada, post);
  await world.hears();
  const names = new Map([zelda, noor, ada].map(({ id, handle }) => [id as string, handle]));
  const looksAfter = async ({ id }: Person) => {
    for (let round = 0; round < 3; round++) {
      await settleLeaving(platform, id);
      await world.hears();
    }
  };
  return {
    ...world,
    zelda,
    noor,
    ada,
    song,
    post,
    leaves: async ({ id, handle }) => {
      const { receipt } = await leaveFlattr(platform, id, { handle });
      await world.hears();
      return receipt;
    },
    looksAfter,
    held: async () => {
      const { rows } = await platform.pool.query<{ kind: string; owner: UserId | null; micros: string }>(
        `SELECT a.kind, a.owner_id AS owner, sum(e.amount_micros) AS micros FROM ledger_accounts a
         JOIN ledger_entries e ON e.account_id = a.id GROUP BY 1, 2 HAVING sum(e.amount_micros) <> 0 ORDER BY 1, 2`,
      );
      return Object.fromEntries(
        rows.map(({ kind, owner, micros }) => [
          owner ? `${kind}:${names.get(owner)}` : kind,
          formatDecimal(money(BigInt(micros), 'EUR')),
        ]),
      );
    },
    settlesAtBank: async (outcome) => {
      const { rows } = await platform.pool.query<{ id: string }>(
        "SELECT provider_payout_id AS id FROM payouts WHERE state = 'TRANSFERRED'",
      );
      for (const { id } of rows) await world.emulator.control.settlePayout(id, outcome);
      await world.hears();
    },
    ended: async ({ id }) => {
      const { rowCount } = await platform.pool.query(
        'SELECT FROM leavings WHERE user_id = $1 AND ended_at IS NOT NULL AND address IS NULL',
        [id],
      );
      return rowCount === 1;
    },
    expectSound: async () => {
      await sealLedger(platform);
      expect(await world.broken()).toEqual([]);
    },
  };
};

/** Every place of the database that holds one of these words, in whatever letters: table and word. */
export const findWords = async (
  { owner }: PayoutWorld,
  words: readonly string[],
): Promise<readonly string[]> => {
  const { rows } = await owner.query<{ name: string }>(
    "SELECT c.oid::regclass::text AS name FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'",
  );
  const found: string[] = [];
  for (const { name } of rows) {
    for (const word of words) {
      const { rowCount } = await owner.query(
        `SELECT FROM ${name} AS t WHERE strpos(lower(t::text), lower($1)) > 0 LIMIT 1`,
        [word],
      );
      if (rowCount) found.push(`${name}: ${word}`);
    }
  }
  return found;
};
