import type { Sql } from '@flattr/database';
import type { UserId } from '../ids.ts';
import type { Escrow } from './escrow-row.ts';

/** What disputes took of an escrow and did not give back, by the supporter who gave it. */
export const takenOfEscrow = async (
  sql: Sql,
  { thingId, month, currency }: Escrow,
): Promise<ReadonlyMap<UserId, bigint>> => {
  const { rows } = await sql.query<{ supporter_id: UserId; micros: string }>(
    `SELECT d.supporter_id, sum(p.taken_micros) AS micros FROM dispute_parts p
     JOIN disputes d ON d.id = p.dispute_id AND d.returned_transaction_id IS NULL
     WHERE p.kind = 'ESCROW' AND p.thing_id = $1 AND p.month = $2 AND p.currency = $3 GROUP BY d.supporter_id`,
    [thingId, month, currency],
  );
  return new Map(rows.map(({ supporter_id, micros }) => [supporter_id, BigInt(micros)]));
};
