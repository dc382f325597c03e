import type { Reader } from '@flattr/database';
import type { ChargeId, UserId } from '../ids.ts';
import type { Currency } from '../money.ts';
import type { HomewardCharge } from './plan-homeward.ts';

type Row = {
  held: string;
  id: ChargeId | null;
  payment_id: string;
  left_now: string;
  room: string;
  way: HomewardCharge['way'];
};

/** What the wallet of somebody who left holds, and the ways home, oldest first: one look at one moment. */
export const readHomeward = async (
  reader: Reader,
  userId: UserId,
  currency: Currency,
): Promise<{ readonly walletMicros: bigint; readonly charges: readonly HomewardCharge[] }> => {
  const { rows } = await reader.query<Row>(
    `WITH wallet AS (
       SELECT coalesce(sum(e.amount_micros), 0) AS held FROM ledger_accounts a JOIN ledger_entries e ON e.account_id = a.id
       WHERE a.kind = 'wallet' AND a.owner_id = $1 AND a.currency = $2
     ), charged AS (
       SELECT c.id, c.provider_payment_id AS payment_id, c.charged_at, c.net_micros
           - coalesce((SELECT sum(s.amount_micros) FROM settled_sources s WHERE s.charge_id = c.id), 0)
           - coalesce((SELECT sum(t.amount_micros) FROM charge_takings t WHERE t.charge_id = c.id), 0) AS left_now,
         greatest(0, c.gross_micros
           - coalesce((SELECT sum(r.amount_micros) FROM refunds r WHERE r.charge_id = c.id AND r.state <> 'FAILED'), 0)
           - coalesce((SELECT sum(d.withdrawn_micros - d.reinstated_micros) FROM disputes d WHERE d.charge_id = c.id), 0)) AS room,
         CASE WHEN EXISTS (SELECT FROM disputes d WHERE d.charge_id = c.id
             AND (d.waits OR d.kind = 'DISPUTE' AND d.state = 'OPEN')) THEN 'undecided'
           WHEN EXISTS (SELECT FROM disputes d WHERE d.charge_id = c.id AND d.kind = 'DISPUTE' AND d.state = 'LOST')
             OR EXISTS (SELECT FROM refunds r JOIN leavings l ON l.user_id = $1
               WHERE r.charge_id = c.id AND r.state = 'FAILED' AND r.ended_at >= l.left_at) THEN 'shut'
           ELSE 'open' END AS way
       FROM charges c WHERE c.supporter_id = $1 AND c.currency = $2 AND c.state = 'SUCCEEDED' AND c.provider_payment_id IS NOT NULL
     )
     SELECT wallet.held, charged.* FROM wallet LEFT JOIN charged ON true ORDER BY charged.charged_at, charged.id`,
    [userId, currency],
  );
  return {
    walletMicros: BigInt(rows[0]?.held ?? 0),
    charges: rows.flatMap(({ id, payment_id: paymentId, left_now, room, way }) =>
      id ? [{ chargeId: id, paymentId, leftMicros: BigInt(left_now), roomMicros: BigInt(room), way }] : [],
    ),
  };
};
