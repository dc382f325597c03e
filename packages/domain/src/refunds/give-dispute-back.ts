import type { Sql } from '@flattr/database';
import { firstFreeDay, writeReleased } from '../escrow/released-earning.ts';
import { postTransfer } from '../ledger/post.ts';
import { transfer } from '../ledger/transfer.ts';
import { linesOf } from './dispute-lines.ts';
import type { DisputeRow } from './dispute-row.ts';
import { planGivingBack } from './plan-giving-back.ts';
import { takeFromCharge } from './take-from-charge.ts';

type Taken = NonNullable<DisputeRow['taken']>;

/**
 * Posts back what a dispute took, to the micro and to where it came from; what came from an escrow that has ended meanwhile, to
 * where that escrow went. The provider's fee comes back to `losses` only as far as the provider gives it back.
 */
export const giveDisputeBack = async (
  sql: Sql,
  dispute: DisputeRow,
  { walletMicros, lossesMicros }: Taken,
): Promise<void> => {
  const { id, providerId, chargeId, withdrawnMicros, reinstatedMicros, feeMicros } = dispute;
  if (reinstatedMicros !== withdrawnMicros)
    throw new Error(`the dispute ${providerId} took ${withdrawnMicros} and gave back ${reinstatedMicros}`);
  const { parts, earned } = await planGivingBack(sql, dispute);
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
  for (const { line, creatorId, escrow, micros } of earned) {
    const day = await firstFreeDay(sql, creatorId, escrow);
    await sql.query('UPDATE dispute_parts SET given_on = $3 WHERE dispute_id = $1 AND line = $2', [
      id,
      line,
      day,
    ]);
    await writeReleased(sql, { creatorId, escrow, day, micros });
  }
};
