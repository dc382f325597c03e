import type { Reader } from '@flattr/database';
import type { ChargeId, UserId } from '../ids.ts';
import { type Currency, currencyOf } from '../money.ts';

export type ChargeRow = {
  readonly id: ChargeId;
  readonly supporterId: UserId;
  readonly kind: 'CHECKOUT' | 'TOP_UP';
  readonly state: 'INTENT' | 'SUCCEEDED' | 'FAILED';
  readonly reference: string;
  readonly currency: Currency;
  readonly grossMicros: bigint;
  readonly ageHours: number;
};

type Row = {
  id: ChargeId;
  supporter_id: UserId;
  kind: ChargeRow['kind'];
  state: ChargeRow['state'];
  reference: string;
  currency: string;
  gross_micros: string;
  age_hours: number;
};

/** One attempt to fund a wallet, by its idempotency key. */
export const readCharge = async (
  reader: Reader,
  reference: string,
  lock = '',
): Promise<ChargeRow | undefined> => {
  const { rows } = await reader.query<Row>(
    `SELECT id, supporter_id, kind, state, reference, currency, gross_micros,
       (extract(epoch FROM flattr_now() - created_at) / 3600)::float8 AS age_hours
     FROM charges WHERE reference = $1 ${lock}`,
    [reference],
  );
  const [row] = rows;
  return (
    row && {
      id: row.id,
      supporterId: row.supporter_id,
      kind: row.kind,
      state: row.state,
      reference: row.reference,
      currency: currencyOf(row.currency),
      grossMicros: BigInt(row.gross_micros),
      ageHours: row.age_hours,
    }
  );
};
