import { transaction } from '@flattr/database';
import { readBudget } from '../budgets/read-budget.ts';
import { type ChargeId, newId, type UserId } from '../ids.ts';
import { type Money, money } from '../money.ts';
import { monthOf, nextMonth } from '../month.ts';
import type { Platform } from '../platform.ts';
import { Refusal } from '../refusal.ts';
import { findPayer } from './find-payer.ts';

/**
 * Starts the payment that fills a wallet for as many months as the budget says, and returns the address of the page where
 * the supporter pays. The wallet is credited when the provider says that the money is there. Refuses `no-budget`, and
 * `too-many-payments` from the eleventh within a day on.
 */
export const fundWallet = async (
  platform: Platform,
  supporterId: UserId,
): Promise<{ readonly url: string; readonly amount: Money }> => {
  const month = monthOf(await platform.clock.now());
  const budget = await readBudget(platform.pool, supporterId, nextMonth(month));
  if (!budget) throw new Refusal('no-budget');
  const amount = money(budget.amount.micros * BigInt(budget.monthsAtOnce), budget.amount.currency);
  const payer = await findPayer(platform, supporterId);
  const id = newId<ChargeId>();
  const reference = `checkout:${id}`;
  await recordIntent(platform, id, supporterId, reference, amount);
  const checkout = await platform.gateway.startCheckout({
    reference,
    customerId: payer.customerId,
    amount,
    description:
      budget.monthsAtOnce === 1 ? 'Flattr budget, one month' : `Flattr budget, ${budget.monthsAtOnce} months`,
    returnUrl: `${platform.policy.origin}/me/budget`,
  });
  await platform.pool.query('UPDATE charges SET provider_session_id = $2 WHERE id = $1', [id, checkout.id]);
  return { url: checkout.url, amount };
};

/** So many payments a supporter may begin within 24 hours: a thief who tries cards needs more. */
const paymentsMax = 10;

const recordIntent = (
  { pool }: Platform,
  id: ChargeId,
  supporterId: UserId,
  reference: string,
  amount: Money,
): Promise<void> =>
  transaction(pool, async (sql) => {
    await sql.query('SELECT FROM payers WHERE supporter_id = $1 FOR NO KEY UPDATE', [supporterId]);
    const { rowCount } = await sql.query(
      `SELECT FROM charges WHERE supporter_id = $1 AND kind = 'CHECKOUT' AND created_at > flattr_now() - interval '1 day' LIMIT $2`,
      [supporterId, paymentsMax],
    );
    if (rowCount === paymentsMax) throw new Refusal('too-many-payments');
    await sql.query(
      `INSERT INTO charges (id, supporter_id, kind, reference, currency, gross_micros)
       VALUES ($1, $2, 'CHECKOUT', $3, $4, $5)`,
      [id, supporterId, reference, amount.currency, amount.micros],
    );
  });
