import { type Sql, transaction } from '@flattr/database';
import type { UserId } from '../ids.ts';
import { earnings, escrow, wallet } from '../ledger/accounts.ts';
import { postTransfer } from '../ledger/post.ts';
import { transfer } from '../ledger/transfer.ts';
import type { Platform } from '../platform.ts';
import { readMonthShares } from '../settlement/read-month-shares.ts';
import { type Escrow, type EscrowRow, escrowOf, lockWaiting } from './escrow-row.ts';

/**
 * Releases what waited for the things that now have this creator, month by month, each once: to their earnings, and what they
 * gave themselves to their wallet. Throws, to be run again, while a month before their time is not published yet.
 */
export const releaseEscrow = async (platform: Platform, creatorId: UserId): Promise<void> => {
  const { rows } = await platform.pool.query<EscrowRow>(
    `SELECT e.thing_id, e.month, e.currency FROM things t JOIN escrows e ON e.thing_id = t.id AND e.state = 'WAITING'
     JOIN months m ON m.month = e.month AND m.state IN ('PUBLISHED', 'PAID')
     WHERE t.creator_id = $1 ORDER BY e.month, e.thing_id, e.currency`,
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
    const own = ownMicros < held ? ownMicros : held;
    await postTransfer(
      sql,
      transfer('escrow-released', `escrow-released:${thingId}:${month}:${currency}`, [
        { account: escrow(thingId, month, currency), micros: -held },
        { account: earnings(creatorId, currency), micros: held - own },
        { account: wallet(creatorId, currency), micros: own },
      ]),
    );
    await sql.query(
      `UPDATE escrows SET state = 'RELEASED', released_to = $4, ended_at = flattr_now()
       WHERE thing_id = $1 AND month = $2 AND currency = $3`,
      [thingId, month, currency, creatorId],
    );
    if (held > own) await writeEarning(sql, creatorId, one, held - own);
  });
};

/**
 * From the day of its release, and of the last hold of whoever gave it, the money is free. Where the creator has earnings of
 * that month and day already, it is free a day later: an earning stays as it was written.
 */
const writeEarning = async (
  sql: Sql,
  creatorId: UserId,
  { thingId, month, currency }: Escrow,
  micros: bigint,
): Promise<void> => {
  await sql.query(
    `INSERT INTO earnings (month, creator_id, currency, available_on, amount_micros, released)
     SELECT $1, $2, $3, day, $4, true FROM (
       SELECT free.day + taken.later AS day FROM (
         SELECT greatest((flattr_now() AT TIME ZONE 'UTC')::date, max(s.available_on)) AS day
         FROM flattrs f JOIN settled_supporters s ON s.month = f.month AND s.supporter_id = f.supporter_id AND s.currency = $3
         WHERE f.month = $1 AND f.thing_id = $5
       ) AS free CROSS JOIN generate_series(0, 366) AS taken (later)
       WHERE NOT EXISTS (SELECT FROM earnings WHERE month = $1 AND creator_id = $2 AND currency = $3
         AND available_on = free.day + taken.later)
       ORDER BY taken.later LIMIT 1) AS first`,
    [month, creatorId, currency, micros, thingId],
  );
};

const waitsForMonth = async ({ pool }: Platform, creatorId: UserId): Promise<boolean> => {
  const { rowCount } = await pool.query(
    `SELECT FROM things t JOIN months m ON m.month < t.creator_from AND m.state IN ('OPEN', 'CUT', 'SETTLED')
     WHERE t.creator_id = $1 AND EXISTS (SELECT FROM flattrs f WHERE f.month = m.month AND f.thing_id = t.id) LIMIT 1`,
    [creatorId],
  );
  return rowCount === 1;
};
