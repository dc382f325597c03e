import type { Reader } from '@flattr/database';
import type { PayoutId, UserId } from '../ids.ts';
import { type Currency, currencyOf } from '../money.ts';

/** Where a payout stands: it waits for the balance, may be sent, is at the creator's account, comes back, or has ended. */
export type PayoutState = 'WAITING' | 'INTENT' | 'TRANSFERRED' | 'RETURNING' | 'PAID' | 'FAILED';

export type PayoutRow = {
  readonly id: PayoutId;
  readonly state: PayoutState;
  readonly month: string;
  readonly reference: string;
  readonly bankReference: string;
  readonly reversalReference: string;
  readonly creatorId: UserId;
  readonly currency: Currency;
  readonly micros: bigint;
  readonly accountId: string;
  readonly transferId: string | null;
  readonly bankPayoutId: string | null;
  readonly sending: number;
  /** For how long the request that is due in this state may have been made already. */
  readonly ageHours: number;
};

type Row = {
  id: PayoutId;
  state: PayoutState;
  month: string;
  reference: string;
  bank_reference: string;
  reversal_reference: string;
  creator_id: UserId;
  currency: string;
  amount_micros: string;
  provider_account_id: string;
  provider_transfer_id: string | null;
  provider_payout_id: string | null;
  sending: number;
  age_hours: number;
};

/** Reads a payout, by its own id or by that of what the provider made of it. */
export const readPayout = async (
  reader: Reader,
  by: 'id' | 'provider_transfer_id' | 'bank_reference',
  value: string,
): Promise<PayoutRow | undefined> => {
  const { rows } = await reader.query<Row>(
    `SELECT id, state, month, reference, bank_reference, reversal_reference, creator_id, currency, amount_micros,
       provider_account_id, provider_transfer_id, provider_payout_id, sending,
       (extract(epoch FROM flattr_now() - CASE state WHEN 'TRANSFERRED' THEN coalesce(transferred_at, created_at)
         WHEN 'RETURNING' THEN returning_at ELSE created_at END) / 3600)::float8 AS age_hours
     FROM payouts WHERE ${by} = $1`,
    [value],
  );
  return rows[0] && payoutOf(rows[0]);
};

const payoutOf = (row: Row): PayoutRow => ({
  id: row.id,
  state: row.state,
  month: row.month,
  reference: row.reference,
  bankReference: row.bank_reference,
  reversalReference: row.reversal_reference,
  creatorId: row.creator_id,
  currency: currencyOf(row.currency),
  micros: BigInt(row.amount_micros),
  accountId: row.provider_account_id,
  transferId: row.provider_transfer_id,
  bankPayoutId: row.provider_payout_id,
  sending: row.sending,
  ageHours: row.age_hours,
});

/** The key of a request: the reference itself, and a new one each time after an answer that was a certain no. */
export const keyOf = (reference: string, sending: number): string =>
  sending === 1 ? reference : `${reference}:${sending}`;
