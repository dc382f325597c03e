import type { Sql } from '@flattr/database';
import { newId, type PayoutId, type UserId } from '../ids.ts';
import { earnings, payoutsInFlight } from '../ledger/accounts.ts';
import { postTransfer } from '../ledger/post.ts';
import { move } from '../ledger/transfer.ts';
import type { Currency } from '../money.ts';
import type { Month } from '../month.ts';
import type { PayoutPlan } from './plan-payout.ts';

type NewPayout = {
  readonly month: Month;
  readonly creatorId: UserId;
  readonly currency: Currency;
  readonly accountId: string;
  readonly onDemand: boolean;
  readonly plan: PayoutPlan;
};

/**
 * Writes the intent of a payout, to wait for the balance, with the parts that it takes, and moves the money from the creator's
 * earnings to `payouts`. Its attempt is one more than the last of that month, and so is its reference.
 */
export const insertPayout = async (sql: Sql, payout: NewPayout): Promise<PayoutId> => {
  const { month, creatorId, currency, accountId, onDemand, plan } = payout;
  const id = newId<PayoutId>();
  const { rows } = await sql.query<{ attempt: number }>(
    `SELECT coalesce(max(attempt), 0) + 1 AS attempt FROM payouts WHERE month = $1 AND creator_id = $2 AND currency = $3`,
    [month, creatorId, currency],
  );
  const attempt = rows[0]?.attempt ?? 1;
  await sql.query(
    `INSERT INTO payouts (id, month, creator_id, currency, attempt, reference, amount_micros, provider_account_id, state, on_demand)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'WAITING', $9)`,
    [
      id,
      month,
      creatorId,
      currency,
      attempt,
      `payout:${month}:${creatorId}:${currency}:${attempt}`,
      plan.micros,
      accountId,
      onDemand,
    ],
  );
  await sql.query(
    `INSERT INTO payout_parts (payout_id, month, creator_id, currency, available_on, amount_micros)
     SELECT $1, month, $2, $3, available_on, micros
     FROM unnest($4::text[], $5::date[], $6::bigint[]) AS parts (month, available_on, micros)`,
    [
      id,
      creatorId,
      currency,
      plan.parts.map((part) => part.month),
      plan.parts.map((part) => part.availableOn),
      plan.parts.map((part) => part.micros),
    ],
  );
  const sides = { from: earnings(creatorId, currency), to: payoutsInFlight(currency) };
  await postTransfer(sql, move('payout', `payout:${id}`, { ...sides, micros: plan.micros }));
  return id;
};
