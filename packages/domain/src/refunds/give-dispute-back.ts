import type { Sql } from '@flattr/database';
import type { UserId } from '../ids.ts';
import { postTransfer } from '../ledger/post.ts';
import { transfer } from '../ledger/transfer.ts';
import { linesOf } from './dispute-lines.ts';
import type { DisputeRow } from './dispute-row.ts';
import { takeFromCharge } from './take-from-charge.ts';

type Taken = NonNullable<DisputeRow['taken']>;

/**
 * Posts back what a dispute took, to the micro and to where it came from. The provider's fee comes back to `losses` only as far
 * as the provider gives it back.
 */
export const giveDisputeBack = async (
  sql: Sql,
  dispute: DisputeRow,
  { walletMicros, lossesMicros }: Taken,
): Promise<void> => {
  const { id, providerId, chargeId, withdrawnMicros, reinstatedMicros, feeMicros } = dispute;
  if (reinstatedMicros !== withdrawnMicros)
    throw new Error(`the dispute ${providerId} took ${withdrawnMicros} and gave back ${reinstatedMicros}`);
  const { rows } = await sql.query<{ creator_id: UserId | null; micros: string }>(
    'SELECT creator_id, taken_micros AS micros FROM dispute_parts WHERE dispute_id = $1 ORDER BY line',
    [id],
  );
  const parts = rows.map((row) => ({
    creatorId: row.creator_id ?? undefined,
    micros: -BigInt(row.micros),
  }));
  const position = await postTransfer(
    sql,
    transfer(
      'dispute-returned',
      `dispute-returned:${providerId}`,
      linesOf(dispute, { walletMicros: -walletMicros, parts, lossesMicros: feeMicros - lossesMicros }),
    ),
  );
  await takeFromCharge(sql, chargeId, position, -walletMicros);
  await sql.query('UPDATE disputes SET returned_transaction_id = $2 WHERE id = $1', [id, position]);
};
