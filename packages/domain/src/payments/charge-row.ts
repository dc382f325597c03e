import type { Reader } from '@flattr/database';
import type { ChargeId, UserId } from '../ids.ts';
import { type Currency, currencyOf } from '../money.ts';

export type ChargeRow = {
  readonly id: ChargeId;
  readonly supporterId: UserId;
  readonly state: 'INTENT' | 'SUCCEEDED' | 'FAILED';
  readonly reference: string;
  readonly currency: Currency;
  readonly grossMicros: bigint;
  readonly sessionId: string | null;
  readonly paymentId: string | null;
  readonly ageHours: number;
};

type Row = {
  id: ChargeId;
  supporter_id: UserId;
  state: ChargeRow['state'];
  reference: string;
  currency: string;
  gross_micros: string;
  provider_session_id: string | null;
  provider_payment_id: string | null;
  age_hours: number;
};

/** One attempt to fund a wallet, by its idempotency key. */
export const readCharge = async (
  reader: Reader,
  reference: string,
  lock = '',
): Promise<ChargeRow | undefined> => {
  const { rows } = await reader.query<Row>(
    `SELECT id, supporter_id, state, reference, currency, gross_micros, provider_session_id, provider_payment_id,
       (extract(epoch FROM flattr_now() - created_at) / 3600)::float8 AS age_hours
     FROM charges WHERE reference = $1 ${lock}`,
    [reference],
  );
  const [row] = rows;
  return (
    row && {
      id: row.id,
      supporterId: row.supporter_id,
      state: row.state,
      reference: row.reference,
      currency: currencyOf(row.currency),
      grossMicros: BigInt(row.gross_micros),
      sessionId: row.provider_session_id,
      paymentId: row.provider_payment_id,
      ageHours: row.age_hours,
    }
  );
};
