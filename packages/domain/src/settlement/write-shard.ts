import type { Sql } from '@flattr/database';
import { bigintArray, codeArray, dateArray, integerArray, uuidArray } from '@flattr/database/binary-array';
import { idOfKey, type UserId } from '../ids.ts';
import { fees, monthAccount, wallet } from '../ledger/accounts.ts';
import { postTransfer } from '../ledger/post.ts';
import { type Line, type Transfer, transfer } from '../ledger/transfer.ts';
import type { Shard } from './claim-shard.ts';
import type { MonthRow } from './month-row.ts';
import type { PlannedWallet } from './plan-wallets.ts';
import type { BucketSums } from './sum-records.ts';

/** Posts a planned shard and writes down what its supporters gave, what it came from, and its sums. */
export const writeShard = async (
  sql: Sql,
  month: MonthRow,
  shard: Shard,
  wallets: readonly PlannedWallet[],
  sums: readonly BucketSums[],
): Promise<void> => {
  await postTransfer(sql, shardTransfer(month, shard, wallets));
  await writeSupporters(sql, month, wallets);
  await writeSources(sql, month, wallets);
  await writeSums(sql, month, shard, sums);
};

/** One ledger transaction per shard: a line per supporter, and per currency one for `fees` and one for the month. */
const shardTransfer = (
  { month }: MonthRow,
  { shard }: Shard,
  wallets: readonly PlannedWallet[],
): Transfer => {
  const lines: Line[] = [];
  for (const { supporter, currency, accountId, spentMicros } of wallets) {
    if (spentMicros === 0n) continue;
    const account = { ...wallet(idOfKey<UserId>(supporter), currency), id: accountId };
    lines.push({ account, micros: -spentMicros });
  }
  for (const currency of new Set(wallets.map((one) => one.currency))) {
    const ours = wallets.filter((one) => one.currency === currency);
    const fee = ours.reduce((sum, { feeMicros }) => sum + feeMicros, 0n);
    const spent = ours.reduce((sum, { spentMicros }) => sum + spentMicros, 0n);
    lines.push(
      { account: fees(currency), micros: fee },
      { account: monthAccount(month, currency), micros: spent - fee },
    );
  }
  return transfer('settlement', `settlement:${month}:${shard}`, lines);
};

const writeSupporters = (sql: Sql, { month }: MonthRow, wallets: readonly PlannedWallet[]) =>
  sql.query(
    `INSERT INTO settled_supporters (month, supporter_id, currency, budget_micros, max_per_flattr_micros, wallet_micros,
       spent_micros, fee_micros, flattrs, weights, available_on, sources_from)
     SELECT $1, * FROM unnest($2::uuid[], $3::bpchar[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[],
       $8::bigint[], $9::int[], $10::int[], $11::date[], $12::bigint[])`,
    [
      month,
      uuidArray(wallets.map((one) => one.supporter)),
      codeArray(wallets.map((one) => one.currency)),
      bigintArray(wallets.map((one) => one.budgetMicros)),
      bigintArray(wallets.map((one) => one.maxPerFlattrMicros)),
      bigintArray(wallets.map((one) => one.walletMicros)),
      bigintArray(wallets.map((one) => one.spentMicros)),
      bigintArray(wallets.map((one) => one.feeMicros)),
      integerArray(wallets.map((one) => one.flattrs)),
      integerArray(wallets.map((one) => one.weights)),
      dateArray(wallets.map((one) => one.availableOn)),
      bigintArray(wallets.map((one) => one.sourcesFrom)),
    ],
  );

const writeSources = async (
  sql: Sql,
  { month }: MonthRow,
  wallets: readonly PlannedWallet[],
): Promise<void> => {
  const drawn = wallets.flatMap((one) => one.drawn);
  await sql.query(
    'INSERT INTO settled_sources (month, charge_id, amount_micros) SELECT $1, * FROM unnest($2::uuid[], $3::bigint[])',
    [
      month,
      uuidArray(drawn.map(({ source }) => source.chargeKey)),
      bigintArray(drawn.map((part) => part.micros)),
    ],
  );
};

const writeSums = async (
  sql: Sql,
  { month }: MonthRow,
  { shard }: Shard,
  sums: readonly BucketSums[],
): Promise<void> => {
  for (const { bucket, currency, things, creators } of sums) {
    await sql.query('INSERT INTO shard_sums VALUES ($1, $2, $3, $4, $5, $6)', [
      month,
      bucket,
      shard,
      currency,
      things,
      creators,
    ]);
  }
};
