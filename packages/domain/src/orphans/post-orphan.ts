import type { Sql } from '@flattr/database';
import { newId, type OrphanId, type UserId } from '../ids.ts';
import { type Account, orphaned } from '../ledger/accounts.ts';
import { postTransfer } from '../ledger/post.ts';
import { move } from '../ledger/transfer.ts';
import type { Currency } from '../money.ts';
import type { Day, Month } from '../month.ts';

type Amount = {
  readonly from: Account;
  readonly currency: Currency;
  readonly micros: bigint;
  /** The earning that it was; absent for money of a wallet. */
  readonly earned?: { readonly month: Month; readonly availableOn: Day };
};

/** Moves what cannot reach somebody who left to `orphaned`, with a row of its own by which it is found; gives its position. */
export const postOrphan = async (
  sql: Sql,
  userId: UserId,
  { from, currency, micros, earned }: Amount,
): Promise<bigint> => {
  const id = newId<OrphanId>();
  const position = await postTransfer(
    sql,
    move('orphaned', `orphaned:${id}`, { from, to: orphaned(currency), micros }),
  );
  await sql.query(
    `INSERT INTO orphans (id, user_id, currency, amount_micros, month, available_on, transaction_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [id, userId, currency, micros, earned?.month, earned?.availableOn, position],
  );
  return position;
};
