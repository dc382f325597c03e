import type { UserId } from '../ids.ts';
import { type Currency, type Money, money } from '../money.ts';
import type { Platform } from '../platform.ts';
import { planRefund } from './plan-refund.ts';
import { readWalletCharges } from './wallet-charges.ts';

/** What a refund of a supporter's wallet would send back to their cards now. */
export const readRefundable = async (
  { pool }: Platform,
  supporterId: UserId,
  currency: Currency,
): Promise<Money> => {
  const planned = planRefund(await readWalletCharges(pool, supporterId, currency), currency);
  return money(
    planned.reduce((sum, { micros }) => sum + micros, 0n),
    currency,
  );
};
