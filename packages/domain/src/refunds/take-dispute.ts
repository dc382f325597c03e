import type { Sql } from '@flattr/database';
import { type Account, earnings, escrow, fees, wallet } from '../ledger/accounts.ts';
import { balance } from '../ledger/balance.ts';
import { postTransfer } from '../ledger/post.ts';
import { transfer } from '../ledger/transfer.ts';
import type { Month } from '../month.ts';
import { coverFees } from '../operator/cover-fees.ts';
import { linesOf } from './dispute-lines.ts';
import type { DisputeRow } from './dispute-row.ts';
import { readFundedMonths } from './funded-months.ts';
import { type DisputePlan, type MonthPart, planDispute, type TakenPart } from './plan-dispute.ts';
import { takeFromCharge } from './take-from-charge.ts';
import { holdUnpaidEarnings } from './unpaid-earnings.ts';
import { readWalletCharges } from './wallet-charges.ts';

/** Posts what a dispute takes, and writes down of whom; what was reinstated before it was ever taken costs its fee alone. */
export const takeDispute = async (sql: Sql, dispute: DisputeRow): Promise<void> => {
  const plan = await planFor(sql, dispute);
  const { id, chargeId } = dispute;
  const taking = takingOf(dispute, plan);
  await coverFees(sql, taking);
  const position = await postTransfer(sql, taking);
  await takeFromCharge(sql, chargeId, position, plan.walletMicros);
  await writeParts(sql, dispute, plan.parts);
  await sql.query(
    `UPDATE disputes SET waits = false, wallet_micros = $2, losses_micros = $3, transaction_id = $4,
       returned_transaction_id = CASE WHEN reinstated_micros > 0 THEN $4::bigint END WHERE id = $1`,
    [id, plan.walletMicros, plan.lossesMicros, position],
  );
};

const planFor = async (sql: Sql, dispute: DisputeRow): Promise<DisputePlan> => {
  const { supporterId, chargeId, currency, feeMicros, withdrawnMicros, reinstatedMicros } = dispute;
  const amountMicros = withdrawnMicros - reinstatedMicros;
  const { charges } = await readWalletCharges(sql, supporterId, currency);
  const leftMicros = charges.find((charge) => charge.chargeId === chargeId)?.leftMicros ?? 0n;
  const held = await balance(sql, wallet(supporterId, currency));
  const returnedMicros = charges.reduce((rest, charge) => rest - charge.leftMicros, held.micros);
  const months = await readFundedMonths(sql, dispute);
  const unpaid = await holdUnpaidEarnings(sql, currency, months);
  return planDispute({ amountMicros, feeMicros, leftMicros, returnedMicros, months, unpaid });
};

const takingOf = (dispute: DisputeRow, { walletMicros, parts, lossesMicros }: DisputePlan) =>
  transfer(
    'dispute',
    `dispute:${dispute.providerId}`,
    linesOf(dispute, {
      walletMicros,
      parts: parts.map(({ month, part, takenMicros }) => ({
        account: accountOf(dispute, month, part),
        micros: takenMicros,
      })),
      lossesMicros,
    }),
  );

const accountOf = ({ supporterId, currency }: DisputeRow, month: Month, part: MonthPart): Account => {
  switch (part.kind) {
    case 'FEE':
      return fees(currency);
    case 'EARNINGS':
      return earnings(part.creatorId, currency);
    case 'ESCROW':
      return escrow(part.thingId, month, currency);
    case 'RETURNED':
      return wallet(supporterId, currency);
  }
};

const writeParts = async (sql: Sql, { id, currency }: DisputeRow, parts: readonly TakenPart[]) => {
  const rows = parts.map(({ month, part, wantedMicros, takenMicros }, index) => ({
    line: index + 1,
    month,
    kind: part.kind,
    thing_id: part.kind === 'FEE' ? null : part.thingId,
    creator_id: part.kind === 'EARNINGS' ? part.creatorId : null,
    available_on: part.kind === 'EARNINGS' ? part.availableOn : null,
    wanted_micros: `${wantedMicros}`,
    taken_micros: `${takenMicros}`,
  }));
  await sql.query(
    `INSERT INTO dispute_parts (dispute_id, line, month, currency, kind, thing_id, creator_id, available_on, wanted_micros, taken_micros)
     SELECT $1, line, month, $2, kind, thing_id, creator_id, available_on, wanted_micros, taken_micros
     FROM json_to_recordset($3) AS part (line int, month text, kind text, thing_id uuid, creator_id uuid, available_on date,
       wanted_micros bigint, taken_micros bigint)`,
    [id, currency, JSON.stringify(rows)],
  );
};
