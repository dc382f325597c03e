import type { Sql } from '@flattr/database';
import { type ChargeId, type DisputeId, newId, type UserId } from '../ids.ts';
import { type Currency, currencyOf } from '../money.ts';
import type { Dispute } from '../ports.ts';

export type DisputeKind = 'DISPUTE' | 'REFUND';

export type DisputedCharge = {
  readonly chargeId: ChargeId;
  readonly supporterId: UserId;
  readonly currency: Currency;
};

export type DisputeRow = DisputedCharge & {
  readonly id: DisputeId;
  readonly providerId: string;
  readonly withdrawnMicros: bigint;
  readonly feeMicros: bigint;
  readonly reinstatedMicros: bigint;
  readonly taken: { readonly walletMicros: bigint; readonly lossesMicros: bigint } | undefined;
  readonly returned: boolean;
};

type Row = {
  id: DisputeId;
  charge_id: ChargeId;
  supporter_id: UserId;
  currency: string;
  provider_id: string;
  withdrawn_micros: string;
  fee_micros: string;
  reinstated_micros: string;
  wallet_micros: string | null;
  losses_micros: string | null;
  returned_transaction_id: string | null;
};

/** Writes what the provider says of a dispute, unless it is older than what is known, and reads the row, held. */
export const writeDispute = async (
  sql: Sql,
  kind: DisputeKind,
  { chargeId, supporterId, currency }: DisputedCharge,
  told: Dispute,
): Promise<DisputeRow> => {
  const { rows } = await sql.query<Row>(
    `INSERT INTO disputes AS known (id, kind, provider_id, charge_id, supporter_id, currency, state, withdrawn_micros,
       fee_micros, reinstated_micros) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     ON CONFLICT (provider_id) DO UPDATE SET
       state = CASE WHEN known.state = 'WON' OR excluded.state = 'OPEN' THEN known.state ELSE excluded.state END,
       withdrawn_micros = greatest(known.withdrawn_micros, excluded.withdrawn_micros),
       fee_micros = CASE WHEN excluded.reinstated_micros < known.reinstated_micros
         OR excluded.withdrawn_micros < known.withdrawn_micros THEN known.fee_micros ELSE excluded.fee_micros END,
       reinstated_micros = greatest(known.reinstated_micros, excluded.reinstated_micros)
     RETURNING id, charge_id, supporter_id, currency, provider_id, withdrawn_micros, fee_micros, reinstated_micros,
       wallet_micros, losses_micros, returned_transaction_id`,
    [
      newId<DisputeId>(),
      kind,
      told.id,
      chargeId,
      supporterId,
      currency,
      told.state.toUpperCase(),
      told.withdrawn.micros,
      told.fee.micros,
      told.reinstated.micros,
    ],
  );
  if (!rows[0]) throw new Error(`the dispute ${told.id} was not written`);
  return fromRow(rows[0]);
};

const fromRow = (row: Row): DisputeRow => ({
  id: row.id,
  chargeId: row.charge_id,
  supporterId: row.supporter_id,
  currency: currencyOf(row.currency),
  providerId: row.provider_id,
  withdrawnMicros: BigInt(row.withdrawn_micros),
  feeMicros: BigInt(row.fee_micros),
  reinstatedMicros: BigInt(row.reinstated_micros),
  taken:
    row.wallet_micros === null || row.losses_micros === null
      ? undefined
      : { walletMicros: BigInt(row.wallet_micros), lossesMicros: BigInt(row.losses_micros) },
  returned: row.returned_transaction_id !== null,
});
