import type { Reader } from '@flattr/database';
import type { ChargeId, UserId } from '../ids.ts';
import type { Currency } from '../money.ts';

/** What is left of one charge in a wallet. */
export type WalletCharge = {
  readonly chargeId: ChargeId;
  readonly paymentId: string;
  readonly chargedAt: Date;
  readonly leftMicros: bigint;
  /** What was left of it when the month was cut that still waits for its settlement; 0 without one. */
  readonly leftAtCutMicros: bigint;
  /** The provider has taken it back, or may: then it is not ours to send. */
  readonly disputed: boolean;
};

export type WalletCharges = {
  /** What a month that is cut and not settled yet for this supporter may spend at most. */
  readonly reservedMicros: bigint;
  readonly charges: readonly WalletCharge[];
};

type Row = {
  id: ChargeId;
  payment_id: string;
  charged_at: Date;
  left_now: string;
  left_at_cut: string;
  disputed: boolean;
  reserved: string;
};

/** The charges of which something is left in a supporter's wallet, and what a cut has reserved: one look at one moment. */
export const readWalletCharges = async (
  reader: Reader,
  supporterId: UserId,
  currency: Currency,
): Promise<WalletCharges> => {
  const { rows } = await reader.query<Row>(
    `WITH cut AS (
       SELECT m.month, m.ledger_position AS position FROM months m WHERE m.state = 'CUT' AND NOT EXISTS (
         SELECT FROM settled_supporters s WHERE s.month = m.month AND s.supporter_id = $1 AND s.currency = $2)
     ), reserved AS (
       SELECT cut.position, least(
         (SELECT CASE WHEN b.currency = $2 THEN b.amount_micros ELSE 0 END FROM budgets b
          WHERE b.supporter_id = $1 AND b.from_month <= cut.month ORDER BY b.from_month DESC LIMIT 1),
         (SELECT sum(e.amount_micros) FROM ledger_accounts a JOIN ledger_entries e ON e.account_id = a.id
          WHERE a.kind = 'wallet' AND a.owner_id = $1 AND a.currency = $2 AND e.transaction_id <= cut.position)
       ) AS micros FROM cut
     ), charged AS (
       SELECT c.id, c.provider_payment_id AS payment_id, c.charged_at, c.transaction_id, c.touched, c.net_micros - coalesce((
           SELECT sum(s.amount_micros) FROM settled_sources s WHERE s.charge_id = c.id), 0) AS unspent
       FROM charges c WHERE c.supporter_id = $1 AND c.currency = $2 AND c.state = 'SUCCEEDED' AND c.provider_payment_id IS NOT NULL
     )
     SELECT c.id, c.payment_id, c.charged_at, c.unspent - coalesce((
         SELECT sum(t.amount_micros) FROM charge_takings t WHERE t.charge_id = c.id), 0) AS left_now,
       CASE WHEN c.transaction_id <= reserved.position THEN c.unspent - coalesce((SELECT sum(t.amount_micros) FROM charge_takings t
         WHERE t.charge_id = c.id AND t.transaction_id <= reserved.position), 0) ELSE 0 END AS left_at_cut,
       EXISTS (SELECT FROM disputes d WHERE d.charge_id = c.id AND d.kind = 'DISPUTE' AND d.state <> 'WON') AS disputed,
       coalesce(reserved.micros, 0) AS reserved
     FROM charged c LEFT JOIN reserved ON true WHERE c.unspent > 0 ORDER BY c.charged_at, c.id`,
    [supporterId, currency],
  );
  return {
    reservedMicros: BigInt(rows[0]?.reserved ?? 0),
    charges: rows.map((row) => ({
      chargeId: row.id,
      paymentId: row.payment_id,
      chargedAt: row.charged_at,
      leftMicros: BigInt(row.left_now),
      leftAtCutMicros: BigInt(row.left_at_cut),
      disputed: row.disputed,
    })),
  };
};
