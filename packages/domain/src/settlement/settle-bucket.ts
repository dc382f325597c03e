import { type Sql, transaction } from '@flattr/database';
import { ascii, bigint, copyInto, date, integer, uuid } from '@flattr/database/copy-into';
import { idKey, nobody, type ThingId, type UserId } from '../ids.ts';
import { earnings, escrow, monthAccount } from '../ledger/accounts.ts';
import { postTransfer } from '../ledger/post.ts';
import { transfer } from '../ledger/transfer.ts';
import { type Currency, currencyOf } from '../money.ts';
import type { Platform } from '../platform.ts';
import type { Shard } from './claim-shard.ts';
import { compareIds, type IdTable, idTable } from './id-table.ts';
import { markShard } from './mark-shard.ts';
import type { MonthRow } from './month-row.ts';
import { type PairSums, pairSums } from './pair-sums.ts';
import { addCreators, addThings, type DayTable, dayTable, type Known } from './sum-records.ts';

/**
 * Settles a claimed bucket: adds up what all shards gave the things and creators in it, and in one short transaction writes
 * the sums per thing and beneficiary and posts each creator once per day of availability, and each thing without a creator to its escrow.
 */
export const settleBucket = async (platform: Platform, month: MonthRow, bucket: Shard): Promise<void> => {
  const sums = await addUp(platform, month, bucket);
  await transaction(platform.pool, async (sql) => {
    await markShard(sql, month, bucket, platform.policy.leaseSeconds, undefined);
    await writeThings(sql, month, sums);
    await writeEarnings(sql, month, sums);
    await writeEscrows(sql, month, sums);
    await postTransfer(sql, earningsTransfer(month, bucket, sums));
  });
};

/** What all shards gave in one currency. */
type Sums = { readonly things: PairSums; readonly creators: PairSums };

type Totals = Known & { readonly days: DayTable; readonly currencies: ReadonlyMap<Currency, Sums> };

/** So many shards' sums are read at once. */
const portion = 200;

const addUp = async ({ pool }: Platform, { month }: MonthRow, { shard: bucket }: Shard): Promise<Totals> => {
  type Row = { shard: number; currency: string; things: Buffer; creators: Buffer };
  const currencies = new Map<Currency, Sums>();
  const totals = { things: idTable(), people: idTable(), days: dayTable(), currencies };
  for (let after = { shard: 0, currency: '' }; ; ) {
    const { rows } = await pool.query<Row>(
      `SELECT shard, currency, things, creators FROM shard_sums
       WHERE month = $1 AND bucket = $2 AND (shard, currency) > ($3, $4) ORDER BY shard, currency LIMIT $5`,
      [month, bucket, after.shard, after.currency, portion],
    );
    for (const row of rows) {
      const currency = currencyOf(row.currency);
      const sums = currencies.get(currency) ?? { things: pairSums(), creators: pairSums() };
      currencies.set(currency, sums);
      addThings(sums.things, totals, row.things);
      addCreators(sums.creators, totals, totals.days, row.creators);
    }
    const last = rows.at(-1);
    if (!last || rows.length < portion) return totals;
    after = { shard: last.shard, currency: last.currency };
  }
};

const writeThings = async (sql: Sql, { month }: MonthRow, totals: Totals): Promise<void> => {
  const { things, people, currencies } = totals;
  for (const [currency, { things: sums }] of currencies) {
    const pairs = inOrder(sums, things, (one, other) =>
      compareIds(people, sums.otherOf(one), sums.otherOf(other)),
    );
    await copyInto(sql, 'thing_sums', pairs, {
      month: ascii(() => month),
      thing_id: uuid((pair) => things.key(sums.oneOf(pair))),
      creator_id: uuid((pair) => people.key(sums.otherOf(pair))),
      currency: ascii(() => currency),
      amount_micros: bigint((pair) => sums.microsOf(pair)),
      flattrs: integer((pair) => sums.countOf(pair)),
    });
  }
};

const writeEarnings = async (sql: Sql, { month }: MonthRow, totals: Totals): Promise<void> => {
  const { people, days, currencies } = totals;
  for (const [currency, { creators: sums }] of currencies) {
    const pairs = earningsInOrder(totals, sums);
    await copyInto(sql, 'earnings', pairs, {
      month: ascii(() => month),
      creator_id: uuid((pair) => people.key(sums.oneOf(pair))),
      currency: ascii(() => currency),
      available_on: date((pair) => days.day(sums.otherOf(pair))),
      amount_micros: bigint((pair) => sums.microsOf(pair)),
    });
  }
};

/** What waits in one currency for the creators of things that have none: pairs of the sums, in the order of things. */
const escrowed = ({ people, things }: Totals, sums: PairSums): readonly number[] => {
  const nobodyNumber = people.find(idKey(nobody));
  const pairs = Array.from({ length: sums.size }, (_, pair) => pair);
  return pairs
    .filter((pair) => sums.otherOf(pair) === nobodyNumber && sums.microsOf(pair) > 0n)
    .sort((one, other) => compareIds(things, sums.oneOf(one), sums.oneOf(other)));
};

const writeEscrows = async (sql: Sql, { month }: MonthRow, totals: Totals): Promise<void> => {
  for (const [currency, { things: sums }] of totals.currencies)
    await copyInto(sql, 'escrows', escrowed(totals, sums), {
      month: ascii(() => month),
      thing_id: uuid((pair) => totals.things.key(sums.oneOf(pair))),
      currency: ascii(() => currency),
      amount_micros: bigint((pair) => sums.microsOf(pair)),
    });
};

const earningsTransfer = ({ month }: MonthRow, { shard: bucket }: Shard, totals: Totals) =>
  transfer(
    'earnings',
    `earnings:${month}:${bucket}`,
    [...totals.currencies].flatMap(([currency, { creators, things }]) => {
      const lines = [
        ...earningsInOrder(totals, creators).map((pair) => ({
          account: earnings(totals.people.text(creators.oneOf(pair)) as UserId, currency),
          micros: creators.microsOf(pair),
        })),
        ...escrowed(totals, things).map((pair) => ({
          account: escrow(totals.things.text(things.oneOf(pair)) as ThingId, month, currency),
          micros: things.microsOf(pair),
        })),
      ];
      const total = lines.reduce((sum, { micros }) => sum + micros, 0n);
      return [{ account: monthAccount(month, currency), micros: -total }, ...lines];
    }),
  );

const earningsInOrder = ({ people, days }: Totals, sums: PairSums): readonly number[] =>
  inOrder(sums, people, (one, other) =>
    days.day(sums.otherOf(one)) < days.day(sums.otherOf(other)) ? -1 : 1,
  );

/** The pairs in the order of the ids of their first numbers, and then by another: rows that go to one place come together. */
const inOrder = (
  sums: PairSums,
  ids: IdTable,
  then: (one: number, other: number) => number,
): readonly number[] =>
  Array.from({ length: sums.size }, (_, pair) => pair).sort(
    (one, other) => compareIds(ids, sums.oneOf(one), sums.oneOf(other)) || then(one, other),
  );
