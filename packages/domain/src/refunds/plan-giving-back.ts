import type { Sql } from '@flattr/database';
import type { Escrow } from '../escrow/escrow-row.ts';
import { returnedFee } from '../escrow/returned-fee.ts';
import { takenOfEscrow } from '../escrow/taken-of-escrow.ts';
import type { ThingId, UserId } from '../ids.ts';
import { type Account, earnings, escrow, fees, wallet } from '../ledger/accounts.ts';
import { asMonth } from '../month.ts';
import { readPlanAgain } from '../settlement/read-month-shares.ts';
import type { DisputeRow } from './dispute-row.ts';
import type { MonthPart } from './plan-dispute.ts';

/** What goes back of a part of a dispute, below 0, and of which account. */
type GivenBack = { readonly account: Account; readonly micros: bigint };

/** What comes to a creator out of an escrow that was released to them before. */
type Earned = {
  readonly line: number;
  readonly creatorId: UserId;
  readonly escrow: Escrow;
  readonly micros: bigint;
};

export type GivingBack = { readonly parts: readonly GivenBack[]; readonly earned: readonly Earned[] };

type Row = {
  line: number;
  kind: MonthPart['kind'];
  month: string;
  thing_id: ThingId;
  creator_id: UserId;
  taken: string;
  state: 'WAITING' | 'RELEASED' | 'RETURNED';
  released_to: UserId;
};

/**
 * Plans where the parts of a dispute go back to: where they came from. What came from an escrow follows it, which is held until the
 * transaction ends: into the earnings of whoever it was released to, or the supporter's wallet if it is their own or was
 * returned, then with the part of the fee that it bears.
 */
export const planGivingBack = async (sql: Sql, dispute: DisputeRow): Promise<GivingBack> => {
  const { supporterId, currency } = dispute;
  const parts: GivenBack[] = [];
  const earned: Earned[] = [];
  for (const row of await readTaken(sql, dispute)) {
    const { kind, line, thing_id: thingId, state, released_to: releasedTo } = row;
    const [month, micros] = [asMonth(row.month), BigInt(row.taken)];
    const one = { thingId, month, currency };
    const giveBack = (account: Account, its = micros) => parts.push({ account, micros: -its });
    if (kind === 'FEE') giveBack(fees(currency));
    else if (kind === 'EARNINGS') giveBack(earnings(row.creator_id, currency));
    else if (kind === 'RETURNED') giveBack(wallet(supporterId, currency));
    else if (state === 'WAITING') giveBack(escrow(thingId, month, currency));
    else if (state === 'RELEASED' && releasedTo !== supporterId) {
      giveBack(earnings(releasedTo, currency));
      earned.push({ line, creatorId: releasedTo, escrow: one, micros });
    } else {
      const feeMicros = state === 'RETURNED' ? await feeGivenBack(sql, dispute, one, micros) : 0n;
      giveBack(wallet(supporterId, currency), micros + feeMicros);
      giveBack(fees(currency), -feeMicros);
    }
  }
  return { parts, earned };
};

/** The parts of which something was taken, and how the escrows among them stand, which are held. */
const readTaken = async (sql: Sql, { id }: DisputeRow): Promise<readonly Row[]> => {
  await sql.query(
    `SELECT FROM escrows e WHERE EXISTS (SELECT FROM dispute_parts p WHERE p.dispute_id = $1 AND p.kind = 'ESCROW'
       AND p.month = e.month AND p.thing_id = e.thing_id AND p.currency = e.currency)
     ORDER BY month, thing_id FOR NO KEY UPDATE`,
    [id],
  );
  const { rows } = await sql.query<Row>(
    `SELECT p.line, p.kind, p.month, p.thing_id, p.creator_id, p.taken_micros AS taken, e.state, e.released_to
     FROM dispute_parts p LEFT JOIN escrows e ON e.month = p.month AND e.thing_id = p.thing_id AND e.currency = p.currency
     WHERE p.dispute_id = $1 AND p.taken_micros > 0 ORDER BY p.line`,
    [id],
  );
  return rows;
};

/** By how much the fee grows that goes back with a share, if more of the share was there when its escrow was returned. */
const feeGivenBack = async (
  sql: Sql,
  { supporterId }: DisputeRow,
  { thingId, month, currency }: Escrow,
  micros: bigint,
): Promise<bigint> => {
  const { plan } = await readPlanAgain(sql, supporterId, month);
  const shareMicros = plan.shares.find((share) => share.thingId === thingId)?.micros ?? 0n;
  const taken = await takenOfEscrow(sql, { thingId, month, currency });
  const left = shareMicros - (taken.get(supporterId) ?? 0n);
  return returnedFee(left + micros, plan) - returnedFee(left, plan);
};
