import { type Sql, transaction } from '@flattr/database';
import { clearing, costs, fees, losses, reserve } from '../ledger/accounts.ts';
import { postTransfer } from '../ledger/post.ts';
import { type Line, type TransferKind, transfer } from '../ledger/transfer.ts';
import type { Money } from '../money.ts';
import type { Platform } from '../platform.ts';
import type { Movement } from '../ports.ts';
import { holdAccount } from './hold-account.ts';
import { readTakeable } from './read-takeable.ts';

/**
 * Posts what the operator does at the provider, and what the provider takes beside charges and disputes, each line once: fees
 * of its own from `costs`, the operator's payouts from `fees` as far as months that are PAID left it, their deposits into
 * `reserve`. What is not covered is not posted: the comparison names it each night until it is.
 */
export const bookOperatorMoney = async (
  { pool, gateway }: Platform,
  since: Date | undefined,
): Promise<void> => {
  const lines: Movement[] = [];
  for await (const line of gateway.listMovements({ since, only: 'operator' })) lines.push(line);
  lines.sort((one, other) => one.at.getTime() - other.at.getTime());
  for (const line of lines) await transaction(pool, (sql) => bookLine(sql, line));
};

const bookLine = async (sql: Sql, { kind, objectId, net }: Movement): Promise<void> => {
  const { currency, micros } = net;
  const post = async (lines: readonly Line[], as: OperatorKind) => {
    const all = [...lines, { account: clearing(currency), micros: -micros }];
    await postTransfer(sql, transfer(as, `${as}:${objectId}`, all));
  };
  switch (kind) {
    case 'cost':
      return post([{ account: costs(currency), micros }], kind);
    case 'deposit':
      return post([{ account: reserve(currency), micros }], kind);
    case 'deposit-returned': {
      const held = await holdAccount(sql, reserve(currency));
      const taken = -micros < held ? micros : -held;
      const rest = { account: losses(currency), micros: micros - taken };
      return post([{ account: reserve(currency), micros: taken }, rest], kind);
    }
    case 'operator-payout':
      if (await mayTake(sql, net)) await post([{ account: fees(currency), micros }], kind);
      return;
    case 'operator-payout-returned':
      if (await isPosted(sql, `operator-payout:${objectId}`))
        await post([{ account: fees(currency), micros }], kind);
  }
};

type OperatorKind = Extract<TransferKind, Movement['kind']>;

/** While `fees` is held nobody else takes of it, so that what is there is there when it is posted. */
const mayTake = async (sql: Sql, net: Money): Promise<boolean> => {
  await holdAccount(sql, fees(net.currency));
  const takeable = await readTakeable(sql);
  return takeable.some(({ currency, micros }) => currency === net.currency && micros >= -net.micros);
};

const isPosted = async (sql: Sql, reference: string): Promise<boolean> => {
  const { rowCount } = await sql.query('SELECT FROM ledger_transactions WHERE reference = $1', [reference]);
  return rowCount === 1;
};
