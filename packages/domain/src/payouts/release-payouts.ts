import { type Sql, transaction } from '@flattr/database';
import { type RecordedJob, recordJobs } from '../events.ts';
import type { PayoutId } from '../ids.ts';
import type { Money } from '../money.ts';
import type { Platform } from '../platform.ts';

/** So many payouts are released in one transaction. */
const batch = 1000;

/**
 * Lets payouts that wait go, as far as what the provider holds for the operator reaches, in the published order: the oldest
 * month first, the smallest amount, the creator's id. It stops at the first that is not covered; the sweep asks again.
 */
export const releasePayouts = async (platform: Platform): Promise<void> => {
  const { rows } = await platform.pool.query<{ currency: string }>(
    "SELECT DISTINCT currency FROM payouts WHERE state = 'WAITING' ORDER BY currency",
  );
  for (const { currency } of rows) {
    for (let goesOn = true; goesOn; ) {
      const { released, all } = await releaseBatch(platform, currency);
      await platform.queue.ring(released);
      goesOn = !all && released.length > 0;
    }
  }
};

type Batch = { readonly released: readonly RecordedJob[]; readonly all: boolean };

const releaseBatch = async (platform: Platform, currency: string): Promise<Batch> => {
  const { rows } = await platform.pool.query<{ now: string }>('SELECT flattr_now()::text AS now');
  const readAt = rows[0]?.now ?? '';
  const balance = await platform.gateway.readBalance();
  return transaction(platform.pool, async (sql) => {
    await sql.query("SELECT pg_advisory_xact_lock(hashtext('release-payouts'), hashtext($1))", [currency]);
    const available = await availableOf(sql, balance, currency, readAt);
    const { rows: waiting } = await sql.query<{ id: PayoutId; through: string }>(
      `SELECT id, sum(amount_micros) OVER (ORDER BY month, amount_micros, creator_id) AS through
       FROM payouts WHERE state = 'WAITING' AND currency = $1 ORDER BY month, amount_micros, creator_id LIMIT $2`,
      [currency, batch],
    );
    const covered = waiting.filter(({ through }) => BigInt(through) <= available).map(({ id }) => id);
    await sql.query("UPDATE payouts SET state = 'INTENT' WHERE id = ANY ($1) AND state = 'WAITING'", [
      covered,
    ]);
    const released = await recordJobs(
      sql,
      covered.map((payoutId) => ({ name: 'send-payout', payload: { payoutId } })),
    );
    return { released, all: covered.length < batch };
  });
};

/**
 * What a balance surely leaves for further payouts: those that were let go and may not have taken theirs are taken off, and so
 * are those that left since it was read.
 */
const availableOf = async (
  sql: Sql,
  balance: readonly Money[],
  currency: string,
  readAt: string,
): Promise<bigint> => {
  const { rows } = await sql.query<{ micros: string }>(
    `SELECT coalesce(sum(amount_micros), 0) AS micros FROM (
       SELECT amount_micros FROM payouts WHERE state = 'INTENT' AND currency = $1
       UNION ALL SELECT amount_micros FROM payouts WHERE transferred_at > $2::timestamptz AND currency = $1) AS going`,
    [currency, readAt],
  );
  const held = balance.find((sum) => sum.currency === currency)?.micros ?? 0n;
  return held - BigInt(rows[0]?.micros ?? 0);
};
