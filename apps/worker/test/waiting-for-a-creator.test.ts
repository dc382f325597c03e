import { releaseEscrow } from '@flattr/domain/escrow/release-escrow';
import { returnEscrows } from '@flattr/domain/escrow/return-escrows';
import type { ThingId } from '@flattr/domain/ids';
import { earnings, escrow, fees, wallet } from '@flattr/domain/ledger/accounts';
import { balance } from '@flattr/domain/ledger/balance';
import { selfCheck } from '@flattr/domain/ledger/self-check';
import { asMonth, type Month } from '@flattr/domain/month';
import { readFreeEarnings } from '@flattr/domain/payouts/free-earnings';
import { openMonth } from '@flattr/domain/settlement/open-month';
import { settleMonth } from '@flattr/domain/settlement/settle-month';
import { sweep } from '@flattr/domain/sweep';
import { createWorld, type Person, type World } from '@flattr/test-world';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { settles } from './settles.ts';

const november = asMonth('2026-11');

let world: World;
let [ada, bob, maker]: Person[] = [];
let [song, post]: ThingId[] = [];

beforeEach(async () => {
  world = await createWorld();
  [ada, bob, maker] = [await world.joins('ada'), await world.joins('bob'), await world.joins('maker')];
  song = await world.finds('https://song.example/');
  post = await world.publishes(maker, 'https://post.example/');
});
afterEach(() => world.close());

const someone = (person: Person | undefined): Person => {
  if (!person) throw new Error('nobody has joined');
  return person;
};

const micros = async (account: Parameters<typeof balance>[1]) =>
  (await balance(world.platform.pool, account)).micros;

const escrowed = () => micros(escrow(song as ThingId, november, 'EUR'));

/** November, in which ada gives 2.00 to the song and the post, and bob 3.00 to the song alone. */
const settleNovember = async () => {
  await world.funds(someone(ada), '2.00', 'EUR', 3);
  await world.funds(someone(bob), '3.00', 'EUR', 3);
  for (const thing of [song, post]) await world.flattrs(someone(ada), thing as ThingId);
  await world.flattrs(someone(bob), song as ThingId);
  await world.moveClockTo('2026-12-01T00:00:01Z');
  await settleMonth(world.platform, november);
};

/** A claim stands in the month that the clock is in. */
const stands = async (creator: Person, month: Month): Promise<void> => {
  await openMonth(world.platform, month);
  await world.owner.query('UPDATE things SET creator_id = $1, creator_from = $2 WHERE id = $3', [
    creator.id,
    month,
    song,
  ]);
};

const holdsTogether = async () => {
  const invariants = await selfCheck(world.platform);
  expect(invariants.flatMap(({ id, broken }) => broken.map((line) => `${id} ${line}`))).toEqual([]);
};

describe('what a thing without a creator is given', () => {
  it('waits, beside what others receive, and the statement says how much', () =>
    settles(`
      ## 2026-11

      | supporter | pays in  | budget   | flattrs    | spent    | fee      |
      | --------- | -------- | -------- | ---------- | -------- | -------- |
      | ada       | 2.00 EUR | 2.00 EUR | song, post | 2.00 EUR | 0.10 EUR |
      | bob       | 3.00 EUR | 3.00 EUR | song       | 3.00 EUR | 0.15 EUR |

      | thing | creator | receives        |
      | ----- | ------- | --------------- |
      | song  | nobody  | nobody 3.80 EUR |
      | post  | writer  | 0.95 EUR        |
    `));

  it('is in the escrow of that thing and month, and in nobody’s earnings', async () => {
    await settleNovember();
    expect(await escrowed()).toBe(3_800_000n);
    const { rows } = await world.owner.query(
      'SELECT distributed_micros::text AS distributed, escrowed_micros::text AS escrowed, creators FROM statements',
    );
    expect(rows).toEqual([{ distributed: '4750000', escrowed: '3800000', creators: 1 }]);
    await holdsTogether();
  });
});

describe('a claim that stands', () => {
  it('releases all that waited to the creator, once, free from that day or the last hold on', async () => {
    await settleNovember();
    await world.moveClockTo('2027-02-20T12:00:00Z');
    const february = asMonth('2027-02');
    await stands(someone(maker), february);
    for (let times = 0; times < 3; times++) await releaseEscrow(world.platform, someone(maker).id);
    expect(await escrowed()).toBe(0n);
    expect(await micros(earnings(someone(maker).id, 'EUR'))).toBe(950_000n + 3_800_000n);
    const [free] = await readFreeEarnings(world.platform.pool, someone(maker).id);
    expect(free?.earnings).toEqual([
      { month: november, availableOn: '2026-12-16', leftMicros: 950_000n },
      { month: november, availableOn: '2027-02-20', leftMicros: 3_800_000n },
    ]);
    await holdsTogether();
  });

  it('gives what its creator had given themselves back to their wallet', async () => {
    await settleNovember();
    await world.moveClockTo('2026-12-20T12:00:00Z');
    const before = await micros(wallet(someone(bob).id, 'EUR'));
    await stands(someone(bob), asMonth('2026-12'));
    await releaseEscrow(world.platform, someone(bob).id);
    expect(await micros(wallet(someone(bob).id, 'EUR'))).toBe(before + 2_850_000n);
    expect(await micros(earnings(someone(bob).id, 'EUR'))).toBe(950_000n);
    await holdsTogether();
  });

  it('leaves a closed month as it was: the verifier of the house computes it again', async () => {
    await settleNovember();
    await world.moveClockTo('2026-12-20T12:00:00Z');
    await stands(someone(ada), asMonth('2026-12'));
    await holdsTogether();
    await releaseEscrow(world.platform, someone(ada).id);
    await holdsTogether();
  });

  it('waits for a month that is cut and not published yet', async () => {
    await world.funds(someone(bob), '3.00', 'EUR', 3);
    await world.flattrs(someone(bob), song as ThingId);
    await world.moveClockTo('2026-12-01T00:00:01Z');
    await stands(someone(maker), asMonth('2026-12'));
    await expect(releaseEscrow(world.platform, someone(maker).id)).rejects.toThrow('not published yet');
    await settleMonth(world.platform, november);
    await releaseEscrow(world.platform, someone(maker).id);
    expect(await micros(earnings(someone(maker).id, 'EUR'))).toBe(2_850_000n);
  });
});

describe('what nobody came for in twelve months', () => {
  it('goes back to the very wallets, each share with its fee, once', async () => {
    await settleNovember();
    const before = await Promise.all([ada, bob].map((each) => micros(wallet(someone(each).id, 'EUR'))));
    const feesBefore = await micros(fees('EUR'));
    await world.moveClockTo('2027-11-30T00:00:00Z');
    await returnEscrows(world.platform);
    expect(await escrowed()).toBe(3_800_000n);
    await world.moveClockTo('2027-12-01T00:00:02Z');
    for (let times = 0; times < 3; times++) await returnEscrows(world.platform);
    expect(await escrowed()).toBe(0n);
    const after = await Promise.all([ada, bob].map((each) => micros(wallet(someone(each).id, 'EUR'))));
    expect(after).toEqual([(before[0] ?? 0n) + 1_000_000n, (before[1] ?? 0n) + 3_000_000n]);
    expect(await micros(fees('EUR'))).toBe(feesBefore - 200_000n);
    await stands(someone(maker), asMonth('2027-12'));
    await releaseEscrow(world.platform, someone(maker).id);
    expect(await micros(earnings(someone(maker).id, 'EUR'))).toBe(950_000n);
    await holdsTogether();
  });

  it('is found by the sweep, and spent first of all that the wallet holds', async () => {
    await settleNovember();
    await world.moveClockTo('2027-12-01T00:00:02Z');
    const nudged: string[] = [];
    await sweep({
      ...world.platform,
      queue: {
        ...world.platform.queue,
        nudge: async ({ name }) => {
          nudged.push(name);
        },
      },
    });
    expect(nudged).toContain('return-escrows');
    await returnEscrows(world.platform);
    const open = await world.owner.query(
      "SELECT month FROM months WHERE state = 'OPEN' AND month < '2027-12' ORDER BY 1",
    );
    for (const { month } of open.rows) await settleMonth(world.platform, asMonth(month));
    await openMonth(world.platform, asMonth('2027-12'));
    await world.flattrs(someone(bob), post as ThingId);
    await world.moveClockTo('2028-01-01T00:00:01Z');
    await settleMonth(world.platform, asMonth('2027-12'));
    const { rows } = await world.owner.query(
      `SELECT available_on::text, (SELECT count(*)::int FROM settled_sources WHERE month = '2027-12') AS sources
       FROM settled_supporters WHERE month = '2027-12' AND supporter_id = $1`,
      [someone(bob).id],
    );
    expect(rows).toEqual([{ available_on: '2028-01-08', sources: 0 }]);
    await holdsTogether();
  });
});
