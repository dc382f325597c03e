import { type Sql, transaction } from '@flattr/database';
import { lookBeforePayout } from '../claims/look-before-payout.ts';
import type { PayoutId, UserId } from '../ids.ts';
import type { Currency } from '../money.ts';
import { monthOf } from '../month.ts';
import type { Platform } from '../platform.ts';
import { Refusal } from '../refusal.ts';
import { readFreeEarnings } from './free-earnings.ts';
import { insertPayout } from './insert-payout.ts';
import { planPayout } from './plan-payout.ts';
import { releasePayouts } from './release-payouts.ts';

/**
 * Pays out what a creator has free in a currency, now instead of with the next month's run; the rest below a minor unit stays,
 * and so does what sites earned whose proof is missing: they are looked at first, where nobody did for some days.
 * Refuses `payouts-not-set-up`, `payouts-restricted`, `payout-under-way` and `below-minimum`.
 */
export const requestPayout = async (
  platform: Platform,
  creatorId: UserId,
  currency: Currency,
): Promise<PayoutId> => {
  await lookBeforePayout(platform, creatorId);
  const month = monthOf(await platform.clock.now());
  const payoutId = await transaction(platform.pool, async (sql) => {
    const accountId = await lockPayee(sql, creatorId);
    if (await isUnderWay(sql, creatorId, currency)) throw new Refusal('payout-under-way');
    const free = (await readFreeEarnings(sql, creatorId)).find((one) => one.currency === currency);
    const plan = free && planPayout(free.earnings, currency, platform.gateway.payoutStep(currency));
    if (!plan) throw new Refusal('below-minimum');
    return insertPayout(sql, { month, creatorId, currency, accountId, onDemand: true, plan });
  });
  // It stands already: if the provider cannot say what it holds now, the sweep asks again.
  await releasePayouts(platform).catch((error: Error) =>
    platform.log.warn({ err: error }, 'a payout waits for the next sweep'),
  );
  return payoutId;
};

/** The creator's account at the provider, held until the transaction ends. */
const lockPayee = async (sql: Sql, creatorId: UserId): Promise<string> => {
  const { rows } = await sql.query<{ provider_account_id: string; state: string }>(
    'SELECT provider_account_id, state FROM payees WHERE creator_id = $1 FOR NO KEY UPDATE',
    [creatorId],
  );
  const [payee] = rows;
  if (payee?.state === 'READY') return payee.provider_account_id;
  throw new Refusal(
    payee && ['RESTRICTED', 'REQUIREMENTS_DUE'].includes(payee.state)
      ? 'payouts-restricted'
      : 'payouts-not-set-up',
  );
};

const isUnderWay = async (sql: Sql, creatorId: UserId, currency: Currency): Promise<boolean> => {
  const { rowCount } = await sql.query(
    "SELECT FROM payouts WHERE creator_id = $1 AND currency = $2 AND state IN ('WAITING', 'INTENT')",
    [creatorId, currency],
  );
  return rowCount !== 0;
};
