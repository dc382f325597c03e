import type { Reader } from '@flattr/database';
import type { ChargeId, RefundId, UserId } from '../ids.ts';
import { currencyOf, type Money, money } from '../money.ts';

export type RefundRow = {
  readonly id: RefundId;
  readonly chargeId: ChargeId;
  readonly supporterId: UserId;
  readonly state: 'INTENT' | 'SUCCEEDED' | 'FAILED';
  readonly reference: string;
  readonly amount: Money;
  readonly paymentId: string;
  readonly providerId: string | null;
  readonly failure: string | null;
  /** It is money that came back after its charge was spent. */
  readonly beside: boolean;
  readonly ageHours: number;
};

type Row = {
  id: RefundId;
  charge_id: ChargeId;
  supporter_id: UserId;
  state: RefundRow['state'];
  reference: string;
  currency: string;
  amount_micros: string;
  provider_payment_id: string;
  provider_refund_id: string | null;
  failure: string | null;
  beside: boolean;
  age_hours: number;
};

/** One refund, by its id or by the reference that the provider knows. */
export const readRefund = async (
  reader: Reader,
  by: { readonly id: RefundId } | { readonly reference: string },
  lock = '',
): Promise<RefundRow | undefined> => {
  const { rows } = await reader.query<Row>(
    `SELECT id, charge_id, supporter_id, state, reference, currency, amount_micros, provider_payment_id, provider_refund_id,
       failure, beside, (extract(epoch FROM flattr_now() - created_at) / 3600)::float8 AS age_hours
     FROM refunds WHERE ${'id' in by ? 'id' : 'reference'} = $1 ${lock}`,
    ['id' in by ? by.id : by.reference],
  );
  const [row] = rows;
  return (
    row && {
      id: row.id,
      chargeId: row.charge_id,
      supporterId: row.supporter_id,
      state: row.state,
      reference: row.reference,
      amount: money(BigInt(row.amount_micros), currencyOf(row.currency)),
      paymentId: row.provider_payment_id,
      providerId: row.provider_refund_id,
      failure: row.failure,
      beside: row.beside,
      ageHours: row.age_hours,
    }
  );
};
