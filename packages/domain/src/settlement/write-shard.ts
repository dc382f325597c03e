import type { Sql } from '@flattr/database';
import { ascii, bigint, bytea, copyInto, date, integer, uuid } from '@flattr/database/copy-into';
import { fees, monthAccount } from '../ledger/accounts.ts';
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
  for (const { currency, accountId, spentMicros } of wallets)
    if (accountId !== undefined && spentMicros > 0n)
      lines.push({ account: { id: accountId, currency }, micros: -spentMicros });
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
  copyInto(sql, 'settled_supporters', wallets, {
    month: ascii(() => month),
    supporter_id: uuid((one) => one.supporter),
    currency: ascii((one) => one.currency),
    budget_micros: bigint((one) => one.budgetMicros),
    max_per_flattr_micros: bigint((one) => one.maxPerFlattrMicros),
    wallet_micros: bigint((one) => one.walletMicros),
    spent_micros: bigint((one) => one.spentMicros),
    fee_micros: bigint((one) => one.feeMicros),
    flattrs: integer((one) => one.flattrs),
    weights: integer((one) => one.weights),
    available_on: date((one) => one.availableOn),
    sources_from: bigint((one) => one.sourcesFrom),
  });

const writeSources = (sql: Sql, { month }: MonthRow, wallets: readonly PlannedWallet[]) =>
  copyInto(
    sql,
    'settled_sources',
    wallets.flatMap((one) => one.drawn),
    {
      month: ascii(() => month),
      charge_id: uuid(({ source }) => source.chargeKey),
      amount_micros: bigint(({ micros }) => micros),
    },
  );

const writeSums = (sql: Sql, { month }: MonthRow, { shard }: Shard, sums: readonly BucketSums[]) =>
  copyInto(sql, 'shard_sums', sums, {
    month: ascii(() => month),
    bucket: integer(({ bucket }) => bucket),
    shard: integer(() => shard),
    currency: ascii(({ currency }) => currency),
    things: bytea(({ things }) => things),
    creators: bytea(({ creators }) => creators),
  });
