import { type Sql, transaction } from '@flattr/database';
import type { UserId } from '../ids.ts';
import { escrow, fees, wallet } from '../ledger/accounts.ts';
import { postTransfer } from '../ledger/post.ts';
import { transfer } from '../ledger/transfer.ts';
import { coverFees } from '../operator/cover-fees.ts';
import type { Platform } from '../platform.ts';
import { readMonthShares } from '../settlement/read-month-shares.ts';
import { dueEscrows } from './due-escrows.ts';
import { type Escrow, type EscrowRow, escrowOf, lockWaiting } from './escrow-row.ts';
import { returnedFee } from './returned-fee.ts';
import { takenOfEscrow } from './taken-of-escrow.ts';

/** How many escrows a run returns before it looks again. */
const portion = 500;

/**
 * Returns what nobody came for in twelve months after its month was published: to each supporter their share without what
 * disputes took of it, and the part of the fee that it bore; while somebody claims the thing nothing goes back, and where its
 * owner refuses to take part all does. Each escrow once, in a transaction of its own.
 */
export const returnEscrows = async (platform: Platform): Promise<void> => {
  for (;;) {
    const { rows } = await platform.pool.query<EscrowRow>(
      `SELECT e.thing_id, e.month, e.currency ${dueEscrows} ORDER BY e.month, e.thing_id, e.currency LIMIT $1`,
      [portion],
    );
    for (const row of rows) await returnOne(platform, escrowOf(row));
    if (rows.length < portion) return;
  }
};

const returnOne = async (platform: Platform, one: Escrow): Promise<void> => {
  const { thingId, month, currency } = one;
  const givers = await readGivers(platform, one);
  await transaction(platform.pool, async (sql) => {
    await sql.query('SELECT hold_uncut_months()');
    const held = await lockWaiting(sql, one);
    if (held === undefined) return;
    const taken = await takenOfEscrow(sql, one);
    const given = givers.map((giver) => afterDisputes(giver, taken.get(giver.supporterId) ?? 0n));
    const shares = given.reduce((sum, { shareMicros }) => sum + shareMicros, 0n);
    if (shares !== held)
      throw new Error(`the escrow of ${thingId} for ${month} holds ${held}, and ${shares} were given`);
    await post(sql, one, given);
    await sql.query(
      `UPDATE escrows SET state = 'RETURNED', ended_at = flattr_now() WHERE thing_id = $1 AND month = $2 AND currency = $3`,
      [thingId, month, currency],
    );
  });
};

type Given = { readonly supporterId: UserId; readonly shareMicros: bigint; readonly feeMicros: bigint };

/** What goes back to a supporter: of the fee, too, what belongs to what no dispute took. */
const afterDisputes = ({ supporterId, shareMicros: whole, settled }: Giver, taken: bigint): Given => {
  const shareMicros = whole - taken;
  return { supporterId, shareMicros, feeMicros: returnedFee(shareMicros, settled) };
};

/** What disputes took wholly is returned without a word in the ledger. */
const post = async (
  sql: Sql,
  { thingId, month, currency }: Escrow,
  given: readonly Given[],
): Promise<void> => {
  const sumOf = (which: 'shareMicros' | 'feeMicros') => given.reduce((sum, one) => sum + one[which], 0n);
  if (sumOf('shareMicros') === 0n) return;
  const returning = transfer('escrow-returned', `escrow-returned:${thingId}:${month}:${currency}`, [
    { account: escrow(thingId, month, currency), micros: -sumOf('shareMicros') },
    { account: fees(currency), micros: -sumOf('feeMicros') },
    ...given.map(({ supporterId, shareMicros, feeMicros }) => ({
      account: wallet(supporterId, currency),
      micros: shareMicros + feeMicros,
    })),
  ]);
  await coverFees(sql, returning);
  await postTransfer(sql, returning);
};

type Giver = {
  readonly supporterId: UserId;
  readonly shareMicros: bigint;
  readonly settled: { readonly spentMicros: bigint; readonly feeMicros: bigint };
};

/** Who gave to a thing in a month and currency: by the rule, run again. */
const readGivers = async (
  platform: Platform,
  { thingId, month, currency }: Escrow,
): Promise<readonly Giver[]> => {
  const { rows } = await platform.pool.query<{ supporter_id: UserId; spent: string; fee: string }>(
    `SELECT s.supporter_id, s.spent_micros AS spent, s.fee_micros AS fee
     FROM flattrs f JOIN settled_supporters s ON s.month = f.month AND s.supporter_id = f.supporter_id
     WHERE f.month = $1 AND f.thing_id = $2 AND s.currency = $3 AND s.spent_micros > 0 ORDER BY s.supporter_id`,
    [month, thingId, currency],
  );
  const givers: Giver[] = [];
  for (const { supporter_id: supporterId, spent, fee } of rows) {
    const shares = await readMonthShares(platform, supporterId, month, currency);
    const shareMicros = shares.find((share) => share.thingId === thingId)?.share.micros ?? 0n;
    const settled = { spentMicros: BigInt(spent), feeMicros: BigInt(fee) };
    if (shareMicros > 0n) givers.push({ supporterId, shareMicros, settled });
  }
  return givers;
};
