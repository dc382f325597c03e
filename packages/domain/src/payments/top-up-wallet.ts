import { readBudget } from '../budgets/read-budget.ts';
import { type ChargeId, newId, type UserId } from '../ids.ts';
import { wallet } from '../ledger/accounts.ts';
import { balance } from '../ledger/balance.ts';
import { money } from '../money.ts';
import type { Month } from '../month.ts';
import type { Platform } from '../platform.ts';
import { lookUpAfterHours } from '../ports.ts';
import { readCharge } from './charge-row.ts';
import { findPayer } from './find-payer.ts';
import { settleCharge } from './settle-charge.ts';

/**
 * Charges the saved card for a supporter's next months, if what the wallet holds is below the budget of the given one.
 * One charge a month at most: its reference is (month, supporter), kept with the intent and sent to the provider.
 */
export const topUpWallet = async (platform: Platform, supporterId: UserId, month: Month): Promise<void> => {
  const reference = `top-up:${month}:${supporterId}`;
  const known = await readCharge(platform.pool, reference);
  if (known && known.state !== 'INTENT') return;
  const payer = await findPayer(platform, supporterId);
  if (!payer.methodId) return;
  const intent = known ?? (await recordIntent(platform, supporterId, month, reference));
  if (!intent) return;
  const stale = intent.ageHours >= lookUpAfterHours;
  const found = stale ? await platform.gateway.findPayment(reference, payer.customerId) : undefined;
  const payment =
    found ??
    (await platform.gateway.chargeSavedCard({
      reference,
      customerId: payer.customerId,
      methodId: payer.methodId,
      amount: money(intent.grossMicros, intent.currency),
    }));
  await settleCharge(platform, reference, payment);
};

const recordIntent = async ({ pool }: Platform, supporterId: UserId, month: Month, reference: string) => {
  const budget = await readBudget(pool, supporterId, month);
  if (!budget) return undefined;
  const held = await balance(pool, wallet(supporterId, budget.amount.currency));
  if (held.micros >= budget.amount.micros) return undefined;
  await pool.query(
    `INSERT INTO charges (id, supporter_id, kind, reference, currency, gross_micros)
     VALUES ($1, $2, 'TOP_UP', $3, $4, $5) ON CONFLICT (reference) DO NOTHING`,
    [
      newId<ChargeId>(),
      supporterId,
      reference,
      budget.amount.currency,
      budget.amount.micros * BigInt(budget.monthsAtOnce),
    ],
  );
  return readCharge(pool, reference);
};
