import { type Sql, transaction } from '@flattr/database';
import { fees, losses, reserve } from '../ledger/accounts.ts';
import { balance } from '../ledger/balance.ts';
import { postTransfer } from '../ledger/post.ts';
import { move } from '../ledger/transfer.ts';
import { type Currency, currencyOf } from '../money.ts';
import type { Platform } from '../platform.ts';
import { holdAccount } from './hold-account.ts';

/** For how long what is set aside stays so. */
const reserveDays = 180;

/**
 * Keeps the reserve, once a day: it covers what `losses` are below 0, as far as it goes, and gets back what came back of them;
 * what came into it more than 180 days ago and was not needed returns to `fees`, the oldest having been used first.
 */
export const keepReserve = async ({ pool }: Platform): Promise<void> => {
  const { rows } = await pool.query<{ currency: string }>(
    "SELECT DISTINCT currency FROM ledger_accounts WHERE kind IN ('reserve', 'losses') ORDER BY currency",
  );
  for (const row of rows) {
    const currency = currencyOf(row.currency);
    await transaction(pool, async (sql) => {
      const day = await readDay(sql);
      await coverLosses(sql, currency, day);
      await releaseOld(sql, currency, day);
    });
  }
};

const readDay = async (sql: Sql): Promise<string> => {
  const { rows } = await sql.query<{ day: string }>(
    "SELECT (flattr_now() AT TIME ZONE 'UTC')::date::text AS day",
  );
  return rows[0]?.day ?? '';
};

const coverLosses = async (sql: Sql, currency: Currency, day: string): Promise<void> => {
  const lost = -(await holdAccount(sql, losses(currency)));
  const held = await holdAccount(sql, reserve(currency));
  const micros = lost < held ? lost : held;
  if (micros === 0n) return;
  const of = { from: reserve(currency), to: losses(currency), micros };
  await postTransfer(sql, move('losses-covered', `losses-covered:${day}:${currency}`, of));
};

const releaseOld = async (sql: Sql, currency: Currency, day: string): Promise<void> => {
  const { micros: held } = await balance(sql, reserve(currency));
  const { rows } = await sql.query<{ micros: string }>(
    `SELECT coalesce(sum(e.amount_micros), 0) AS micros FROM ledger_accounts a JOIN ledger_entries e ON e.account_id = a.id
     JOIN ledger_transactions t ON t.id = e.transaction_id
     WHERE a.kind = 'reserve' AND a.currency = $1 AND e.amount_micros > 0 AND t.posted_at >= flattr_now() - make_interval(days => $2)`,
    [currency, reserveDays],
  );
  const micros = held - BigInt(rows[0]?.micros ?? 0);
  if (micros <= 0n) return;
  const of = { from: reserve(currency), to: fees(currency), micros };
  await postTransfer(sql, move('reserve-released', `reserve-released:${day}:${currency}`, of));
};
