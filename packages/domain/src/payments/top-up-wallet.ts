import { transaction } from '@flattr/database';
import { readBudget } from '../budgets/read-budget.ts';
import { type ChargeId, newId, type UserId } from '../ids.ts';
import { wallet } from '../ledger/accounts.ts';
import { balance } from '../ledger/balance.ts';
import { money } from '../money.ts';
import type { Month } from '../month.ts';
import type { Platform } from '../platform.ts';
import type { Payment } from '../ports.ts';
import { type ChargeRow, readCharge } from './charge-row.ts';
import { findPayer, type Payer } from './find-payer.ts';
import { sendOnce } from './send-once.ts';
import { settleCharge } from './settle-charge.ts';

/**
 * Charges the saved card for a supporter's next months, if what the wallet holds is below the budget of the given one.
 * One charge a month at most: its reference is (month, supporter), kept with the intent and sent to the provider. A month
 * that is over is not charged for.
 */
export const topUpWallet = async (platform: Platform, supporterId: UserId, month: Month): Promise<void> => {
  const reference = `top-up:${month}:${supporterId}`;
  const known = await readCharge(platform.pool, reference);
  if (known && known.state !== 'INTENT') return;
  const payer = await findPayer(platform, supporterId);
  const intent =
    known ??
    (payer.methodId
      ? await recordIntent(platform, supporterId, month, reference, payer.methodId)
      : undefined);
  if (intent) await settleCharge(platform, reference, await charge(platform, intent, payer));
};

/** Charges the card of an intent, or finds what became of it where it may have been charged and cannot simply be again. */
const charge = async ({ gateway }: Platform, intent: ChargeRow, payer: Payer): Promise<Payment> => {
  const { reference, ageHours, methodId } = intent;
  const { customerId } = payer;
  const amount = money(intent.grossMicros, intent.currency);
  const find = () => gateway.findPayment(reference, customerId);
  if (!methodId || !payer.methodId) {
    return (await find()) ?? { state: 'failed', gross: amount, failure: 'There is no saved card any more.' };
  }
  return sendOnce({
    ageHours,
    send: () => gateway.chargeSavedCard({ reference, customerId, methodId, amount }),
    find,
    // One that has just been made may still become what it will be.
    isFinal: ({ state }) => state === 'succeeded',
  });
};

/** Commits the intent, one open top-up per supporter at a time: two months that turn together charge for one need once. */
const recordIntent = (
  { pool }: Platform,
  supporterId: UserId,
  month: Month,
  reference: string,
  methodId: string,
) =>
  transaction(pool, async (sql) => {
    await sql.query('SELECT FROM payers WHERE supporter_id = $1 FOR NO KEY UPDATE', [supporterId]);
    const { rowCount } = await sql.query(
      `SELECT FROM charges WHERE supporter_id = $1 AND kind = 'TOP_UP' AND state = 'INTENT' AND reference <> $2
       UNION ALL SELECT WHERE month_of(flattr_now()) > $3`,
      [supporterId, reference, month],
    );
    if (rowCount) return undefined;
    const budget = await readBudget(sql, supporterId, month);
    if (!budget) return undefined;
    const { currency, micros } = budget.amount;
    const held = await balance(sql, wallet(supporterId, currency));
    if (held.micros >= micros) return undefined;
    await sql.query(
      `INSERT INTO charges (id, supporter_id, kind, reference, currency, gross_micros, provider_method_id)
       VALUES ($1, $2, 'TOP_UP', $3, $4, $5, $6) ON CONFLICT (reference) DO NOTHING`,
      [newId<ChargeId>(), supporterId, reference, currency, micros * BigInt(budget.monthsAtOnce), methodId],
    );
    return readCharge(sql, reference);
  });
