import { type Sql, transaction } from '@flattr/database';
import type { UserId } from '../ids.ts';
import { earnings, escrow, wallet } from '../ledger/accounts.ts';
import { postTransfer } from '../ledger/post.ts';
import { transfer } from '../ledger/transfer.ts';
import type { Platform } from '../platform.ts';
import { readMonthShares } from '../settlement/read-month-shares.ts';
import { type Escrow, type EscrowRow, escrowOf, lockWaiting } from './escrow-row.ts';
import { firstFreeDay, writeReleased } from './released-earning.ts';
import { takenOfEscrow } from './taken-of-escrow.ts';

/**
 * Releases what waited for the things that now have this creator, month by month, each once: to their earnings, and what they
 * gave themselves to their wallet, without what disputes took; where they refuse to take part it is left to go back. Throws,
 * to be run again, while a month before their time is not published yet.
 */
export const releaseEscrow = async (platform: Platform, creatorId: UserId): Promise<void> => {
  const { rows } = await platform.pool.query<EscrowRow>(
    `SELECT e.thing_id, e.month, e.currency FROM things t JOIN escrows e ON e.thing_id = t.id AND e.state = 'WAITING'
     JOIN months m ON m.month = e.month AND m.state IN ('PUBLISHED', 'PAID')
     WHERE t.creator_id = $1 AND NOT flattrs_refused(t.url) ORDER BY e.month, e.thing_id, e.currency`,
    [creatorId],
  );
  for (const row of rows) await releaseOne(platform, creatorId, escrowOf(row));
  if (await waitsForMonth(platform, creatorId))
    throw new Error(`a month that gave to things of ${creatorId} is not published yet`);
};

const releaseOne = async (platform: Platform, creatorId: UserId, one: Escrow): Promise<void> => {
  const { thingId, month, currency } = one;
  const shares = await readMonthShares(platform, creatorId, month, currency);
  const ownMicros = shares.find((share) => share.thingId === thingId)?.share.micros ?? 0n;
  await transaction(platform.pool, async (sql) => {
    if (ownMicros > 0n) await sql.query('SELECT hold_uncut_months()');
    const held = await lockWaiting(sql, one);
    if (held === undefined) return;
    const own = ownMicros - ((await takenOfEscrow(sql, one)).get(creatorId) ?? 0n);
    await post(sql, creatorId, one, { held, own });
    const day = held > own ? await firstFreeDay(sql, creatorId, one) : undefined;
    await sql.query(
      `UPDATE escrows SET state = 'RELEASED', released_to = $4, earned_on = $5, ended_at = flattr_now()
       WHERE thing_id = $1 AND month = $2 AND currency = $3`,
      [thingId, month, currency, creatorId, day],
    );
    if (day) await writeReleased(sql, { creatorId, escrow: one, day, micros: held - own });
  });
};

/** What disputes took wholly is released without a word in the ledger. */
const post = async (
  sql: Sql,
  creatorId: UserId,
  { thingId, month, currency }: Escrow,
  { held, own }: { readonly held: bigint; readonly own: bigint },
): Promise<void> => {
  if (held === 0n) return;
  await postTransfer(
    sql,
    transfer('escrow-released', `escrow-released:${thingId}:${month}:${currency}`, [
      { account: escrow(thingId, month, currency), micros: -held },
      { account: earnings(creatorId, currency), micros: held - own },
      { account: wallet(creatorId, currency), micros: own },
    ]),
  );
};

const waitsForMonth = async ({ pool }: Platform, creatorId: UserId): Promise<boolean> => {
  const { rowCount } = await pool.query(
    `SELECT FROM things t JOIN months m ON m.month < t.creator_from AND m.state IN ('OPEN', 'CUT', 'SETTLED')
     WHERE t.creator_id = $1 AND NOT flattrs_refused(t.url) AND EXISTS (SELECT FROM flattrs f WHERE f.month = m.month AND f.thing_id = t.id) LIMIT 1`,
    [creatorId],
  );
  return rowCount === 1;
};
