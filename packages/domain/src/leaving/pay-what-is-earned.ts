import { type Sql, transaction } from '@flattr/database';
import type { UserId } from '../ids.ts';
import { earnings } from '../ledger/accounts.ts';
import { balance } from '../ledger/balance.ts';
import type { Currency } from '../money.ts';
import { monthOf } from '../month.ts';
import { postOrphan } from '../orphans/post-orphan.ts';
import { readFreeEarnings } from '../payouts/free-earnings.ts';
import { insertPayout } from '../payouts/insert-payout.ts';
import { type FreeEarning, planPayout } from '../payouts/plan-payout.ts';
import { releasePayouts } from '../payouts/release-payouts.ts';
import type { Platform } from '../platform.ts';

/** For so many days what somebody who left has earned waits to be paid, from when they left or from when it was free. */
export const earningsDays = 90;

/** After a payout that failed the next one waits so long. */
const pauseDays = 7;

/**
 * Pays somebody who left what is free of their earnings, however little it is. What could not be paid for 90 days is orphaned,
 * as where the proof of a site was missing when they left, and so is what no bank can be sent, once nothing is to come any more.
 */
export const payWhatIsEarned = async (
  platform: Platform,
  userId: UserId,
  currency: Currency,
  moreMayCome: boolean,
): Promise<void> => {
  const month = monthOf(await platform.clock.now());
  const step = platform.gateway.payoutStep(currency);
  const started = await transaction(platform.pool, async (sql) => {
    const accountId = await lockPayee(sql, userId);
    const { payable, free } = await readFree(sql, userId, currency);
    const plan =
      accountId && (await mayPay(sql, userId, currency)) && planPayout(payable, currency, step, step);
    if (accountId && plan) {
      await insertPayout(sql, { month, creatorId: userId, currency, accountId, onDemand: true, plan });
      return true;
    }
    await orphan(sql, userId, currency, await tooOld(sql, userId, free));
    const rest = accountId && !moreMayCome ? await readRest(sql, userId, currency, step.micros) : [];
    await orphan(sql, userId, currency, rest);
    return false;
  });
  if (started) await releasePayouts(platform);
};

/** Their account at the provider if it can be paid; held in any case, as whoever takes from earnings does. */
const lockPayee = async (sql: Sql, userId: UserId): Promise<string | undefined> => {
  const { rows } = await sql.query<{ provider_account_id: string; payouts_enabled: boolean }>(
    'SELECT provider_account_id, payouts_enabled FROM payees WHERE creator_id = $1 FOR NO KEY UPDATE',
    [userId],
  );
  return rows[0]?.payouts_enabled ? rows[0].provider_account_id : undefined;
};

type Free = { readonly payable: readonly FreeEarning[]; readonly free: readonly FreeEarning[] };

/** What is free, and what of it may be paid: not what a site earned whose proof is missing. */
const readFree = async (sql: Sql, userId: UserId, currency: Currency): Promise<Free> => {
  const found = (await readFreeEarnings(sql, userId)).find((one) => one.currency === currency);
  const payable = found?.earnings ?? [];
  return { payable, free: [...payable, ...(found?.heldForProof ?? [])] };
};

/** No payout of theirs is on its way to be sent, and none has failed since they left and just now. */
const mayPay = async (sql: Sql, userId: UserId, currency: Currency): Promise<boolean> => {
  const { rowCount } = await sql.query(
    `SELECT FROM payouts p JOIN leavings l ON l.user_id = p.creator_id WHERE p.creator_id = $1 AND p.currency = $2
       AND (p.state IN ('WAITING', 'INTENT') OR p.state = 'FAILED' AND p.ended_at >= l.left_at
         AND p.ended_at > flattr_now() - make_interval(days => $3))`,
    [userId, currency, pauseDays],
  );
  return rowCount === 0;
};

/** What of the free earnings has waited long enough. */
const tooOld = async (
  sql: Sql,
  userId: UserId,
  free: readonly FreeEarning[],
): Promise<readonly FreeEarning[]> => {
  const { rows } = await sql.query<{ day: string }>(
    `SELECT ((flattr_now() AT TIME ZONE 'UTC')::date - $2::int)::text AS day FROM leavings
     WHERE user_id = $1 AND left_at < flattr_now() - make_interval(days => $2)`,
    [userId, earningsDays],
  );
  const [row] = rows;
  return row ? free.filter(({ availableOn }) => availableOn < row.day) : [];
};

/** All that is earned, where it is free and less than what reaches a bank. */
const readRest = async (
  sql: Sql,
  userId: UserId,
  currency: Currency,
  stepMicros: bigint,
): Promise<readonly FreeEarning[]> => {
  const { free } = await readFree(sql, userId, currency);
  const held = await balance(sql, earnings(userId, currency));
  const sum = free.reduce((micros, { leftMicros }) => micros + leftMicros, 0n);
  return sum === held.micros && sum < stepMicros ? free : [];
};

const orphan = async (
  sql: Sql,
  userId: UserId,
  currency: Currency,
  parts: readonly FreeEarning[],
): Promise<void> => {
  for (const { month, availableOn, leftMicros } of parts)
    await postOrphan(sql, userId, {
      from: earnings(userId, currency),
      currency,
      micros: leftMicros,
      earned: { month, availableOn },
    });
};
