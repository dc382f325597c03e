import type { Reader } from '@flattr/database';
import type { OrphanId } from '../ids.ts';
import { receiptHash } from '../leaving/receipt-code.ts';
import { currencyOf, type Money, money } from '../money.ts';

/** An amount that could not reach somebody who left. */
export type Orphan = {
  readonly id: OrphanId;
  readonly amount: Money;
  readonly keptSince: Date;
  /** From then on it is the charity's. */
  readonly dueAt: Date;
  readonly isDue: boolean;
};

type Row = {
  id: OrphanId;
  currency: string;
  micros: string;
  orphaned_at: Date;
  due_at: Date;
  is_due: boolean;
};

/** What is kept, oldest first: all of it, or what the receipt that somebody shows is for. */
export const readOrphans = async (reader: Reader, receipt?: string): Promise<readonly Orphan[]> => {
  const { rows } = await reader.query<Row>(
    `SELECT id, currency, amount_micros AS micros, orphaned_at, orphaned_at + interval '3 years' AS due_at,
       orphaned_at + interval '3 years' <= flattr_now() AS is_due
     FROM orphans WHERE state = 'KEPT'
       AND ($1::bytea IS NULL OR user_id = (SELECT user_id FROM leaving_receipts WHERE hash = $1))
     ORDER BY orphaned_at, id`,
    [receipt === undefined ? null : receiptHash(receipt)],
  );
  return rows.map(({ id, currency, micros, orphaned_at: keptSince, due_at: dueAt, is_due: isDue }) => ({
    id,
    amount: money(BigInt(micros), currencyOf(currency)),
    keptSince,
    dueAt,
    isDue,
  }));
};
