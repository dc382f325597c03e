import { type Sql, transaction } from '@flattr/database';
import { earnings, monthAccount } from '../ledger/accounts.ts';
import { postTransfer } from '../ledger/post.ts';
import { transfer } from '../ledger/transfer.ts';
import { type Currency, currencyOf } from '../money.ts';
import type { Platform } from '../platform.ts';
import type { Shard } from './claim-shard.ts';
import { markShard } from './mark-shard.ts';
import type { MonthRow } from './month-row.ts';
import { addCreators, addThings, type CreatorSum, type ThingSum } from './sum-records.ts';

/**
 * Settles a claimed bucket: adds up what all shards gave the things and creators in it, and in one short transaction writes
 * the sums per thing and beneficiary and posts each creator once per day of availability.
 */
export const settleBucket = async (platform: Platform, month: MonthRow, bucket: Shard): Promise<void> => {
  const sums = await addUp(platform, month, bucket);
  await transaction(platform.pool, async (sql) => {
    await markShard(sql, month, bucket, platform.policy.leaseSeconds, undefined);
    await writeThings(sql, month, sums);
    await writeEarnings(sql, month, sums);
    await postTransfer(sql, earningsTransfer(month, bucket, sums));
  });
};

type Sums = { readonly things: Map<string, ThingSum>; readonly creators: Map<string, CreatorSum> };

type BucketTotals = ReadonlyMap<Currency, Sums>;

/** So many shards' sums are read at once. */
const portion = 200;

const addUp = async (
  { pool }: Platform,
  { month }: MonthRow,
  { shard: bucket }: Shard,
): Promise<BucketTotals> => {
  type Row = { shard: number; currency: string; things: Buffer; creators: Buffer };
  const totals = new Map<Currency, Sums>();
  for (let after = { shard: 0, currency: '' }; ; ) {
    const { rows } = await pool.query<Row>(
      `SELECT shard, currency, things, creators FROM shard_sums
       WHERE month = $1 AND bucket = $2 AND (shard, currency) > ($3, $4) ORDER BY shard, currency LIMIT $5`,
      [month, bucket, after.shard, after.currency, portion],
    );
    for (const row of rows) {
      const currency = currencyOf(row.currency);
      const sums = totals.get(currency) ?? { things: new Map(), creators: new Map() };
      totals.set(currency, sums);
      addThings(sums.things, row.things);
      addCreators(sums.creators, row.creators);
    }
    const last = rows.at(-1);
    if (!last || rows.length < portion) return totals;
    after = { shard: last.shard, currency: last.currency };
  }
};

const inOrder = <Sum>(sums: ReadonlyMap<string, Sum>): readonly Sum[] =>
  [...sums].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, sum]) => sum);

const writeThings = async (sql: Sql, { month }: MonthRow, totals: BucketTotals): Promise<void> => {
  for (const [currency, { things }] of totals) {
    const sums = inOrder(things);
    await sql.query(
      `INSERT INTO thing_sums (month, currency, thing_id, creator_id, amount_micros, flattrs)
       SELECT $1, $2, * FROM unnest($3::uuid[], $4::uuid[], $5::bigint[], $6::int[])`,
      [
        month,
        currency,
        sums.map((sum) => sum.thingId),
        sums.map((sum) => sum.beneficiaryId),
        sums.map((sum) => sum.micros),
        sums.map((sum) => sum.flattrs),
      ],
    );
  }
};

const writeEarnings = async (sql: Sql, { month }: MonthRow, totals: BucketTotals): Promise<void> => {
  for (const [currency, { creators }] of totals) {
    const sums = inOrder(creators);
    await sql.query(
      `INSERT INTO earnings (month, currency, creator_id, available_on, amount_micros)
       SELECT $1, $2, * FROM unnest($3::uuid[], $4::date[], $5::bigint[])`,
      [
        month,
        currency,
        sums.map((sum) => sum.beneficiaryId),
        sums.map((sum) => sum.day),
        sums.map((sum) => sum.micros),
      ],
    );
  }
};

const earningsTransfer = ({ month }: MonthRow, { shard: bucket }: Shard, totals: BucketTotals) =>
  transfer(
    'earnings',
    `earnings:${month}:${bucket}`,
    [...totals].flatMap(([currency, { creators }]) => {
      const sums = inOrder(creators);
      const total = sums.reduce((sum, { micros }) => sum + micros, 0n);
      return [
        { account: monthAccount(month, currency), micros: -total },
        ...sums.map(({ beneficiaryId, micros }) => ({ account: earnings(beneficiaryId, currency), micros })),
      ];
    }),
  );
