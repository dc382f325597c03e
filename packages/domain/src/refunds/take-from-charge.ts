import type { Sql } from '@flattr/database';
import type { ChargeId } from '../ids.ts';

/** Writes down what a ledger transaction took of a charge in a wallet, or gave back to it, below 0; the database refuses too much. */
export const takeFromCharge = async (
  sql: Sql,
  chargeId: ChargeId,
  position: bigint,
  micros: bigint,
): Promise<void> => {
  if (micros === 0n) return;
  await sql.query(
    'INSERT INTO charge_takings (charge_id, transaction_id, amount_micros) VALUES ($1, $2, $3)',
    [chargeId, position, micros],
  );
};
