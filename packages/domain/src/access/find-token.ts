import { askedRows, askTogether, inPlaces } from '@flattr/database';
import type { UserId } from '../ids.ts';
import { asMonth, type Month } from '../month.ts';
import type { Platform } from '../platform.ts';
import { type Scope, tokenHash } from './token.ts';

/** Whose token it is, what it may do, and the month that the clock is in: nearly all who ask with one ask about that. */
export type FoundToken = {
  readonly userId: UserId;
  readonly scopes: readonly Scope[];
  readonly month: Month;
};

/**
 * Whose token this is, or undefined if there is no such token or it was revoked. When it was last used is
 * written once a minute, so that a request that reads need not write.
 */
export const findToken = async ({ pool }: Platform, token: string): Promise<FoundToken | undefined> => {
  const hash = tokenHash(token);
  const row = await readToken(pool, hash);
  if (row && !row.used) await writeUse(pool, hash);
  return row && { userId: row.user_id, scopes: row.scopes, month: asMonth(row.month) };
};

type Row = {
  readonly nth: number;
  readonly user_id: UserId;
  readonly scopes: Scope[];
  readonly month: string;
  readonly used: boolean;
};

const readToken = askTogether(async (pool, hashes: readonly Uint8Array[]) => {
  const { rows } = await pool.query<Row>({
    name: 'find-tokens',
    text: `SELECT nth::int, user_id, scopes, month_of(now) AS month, coalesce(last_used_at > now - interval '1 minute', false) AS used
      FROM (SELECT flattr_now() AS now OFFSET 0) clock CROSS JOIN ${askedRows({ hash: 'bytea' })}
      JOIN tokens ON tokens.hash = asked.hash AND revoked_at IS NULL`,
    values: [hashes],
  });
  return inPlaces(hashes, rows);
});

/** Of many who come at once with a token, one writes it, and nobody waits for another who does. */
const writeUse = askTogether(async (pool, hashes: readonly Uint8Array[]) => {
  await pool.query(
    `UPDATE tokens SET last_used_at = flattr_now() WHERE id IN (
       SELECT id FROM tokens WHERE hash = ANY($1) AND (last_used_at IS NULL OR last_used_at < flattr_now() - interval '1 minute')
       FOR NO KEY UPDATE SKIP LOCKED)`,
    [hashes],
  );
  return hashes;
});
