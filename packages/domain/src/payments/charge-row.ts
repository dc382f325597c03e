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
  /** The saved card that a top-up charges. */
  readonly methodId: string | null;
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
  provider_method_id: string | null;
  age_hours: number;
};

/** One attempt to fund a wallet, by its idempotency key. */
export const readCharge = async (
  reader: Reader,
  reference: string,
  lock = '',
): Promise<ChargeRow | undefined> => {
  const { rows } = await reader.query<Row>(
    `SELECT id, supporter_id, kind, state, reference, currency, gross_micros, provider_method_id,
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
      methodId: row.provider_method_id,
      ageHours: row.age_hours,
    }
  );
};
