import { transaction } from '@flattr/database';
import type { PayoutId, UserId } from '@flattr/domain/ids';
import { asMonth, type Day, monthOf } from '@flattr/domain/month';
import { insertPayout } from '@flattr/domain/payouts/insert-payout';
import type { Platform } from '@flattr/domain/platform';

const tenMicros = 10_000_000n;

/** Decides on one more payout of ten, out of what a creator earned in the only month that they earned anything in. */
export const decidePayout = ({ pool, clock }: Platform, creatorId: UserId): Promise<PayoutId> =>
  transaction(pool, async (sql) => {
    const month = monthOf(await clock.now());
    const { rows } = await sql.query<{ month: string; day: string; account: string }>(
      `SELECT e.month, e.available_on::text AS day, p.provider_account_id AS account
       FROM earnings e JOIN payees p USING (creator_id) WHERE creator_id = $1`,
      [creatorId],
    );
    const [earned] = rows;
    if (!earned) throw new Error('the creator has earned nothing');
    const part = { month: asMonth(earned.month), availableOn: earned.day as Day, micros: tenMicros };
    const { account: accountId } = earned;
    const of = { month, creatorId, currency: 'EUR', accountId, onDemand: true } as const;
    return insertPayout(sql, { ...of, plan: { micros: tenMicros, parts: [part] } });
  });
