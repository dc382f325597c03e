import { type Sql, transaction } from '@flattr/database';
import { recordJobs } from '../events.ts';
import type { PayoutId, UserId } from '../ids.ts';
import { clearing, earnings, payoutsInFlight } from '../ledger/accounts.ts';
import { postTransfer } from '../ledger/post.ts';
import { move } from '../ledger/transfer.ts';
import { type Currency, currencyOf, money } from '../money.ts';
import type { Platform } from '../platform.ts';
import { lookUpAfterHours, type TransferOutcome } from '../ports.ts';

type Intent = {
  readonly id: PayoutId;
  readonly reference: string;
  readonly creatorId: UserId;
  readonly currency: Currency;
  readonly micros: bigint;
  readonly accountId: string;
  readonly ageHours: number;
};

/**
 * Sends a payout that was decided, once: the provider knows the reference, and what became of it is written in one
 * transaction. A refusal returns the money to the creator's earnings; an unknown outcome throws, to be tried again.
 */
export const sendPayout = async (platform: Platform, payoutId: PayoutId): Promise<void> => {
  const intent = await readIntent(platform, payoutId);
  if (!intent) return;
  const outcome = await send(platform, intent);
  const recorded = await transaction(platform.pool, async (sql) => {
    if (!(await endIntent(sql, intent, outcome))) return [];
    await postOutcome(sql, intent, outcome);
    return outcome.outcome === 'sent'
      ? recordJobs(sql, [{ name: 'mail-payout', payload: { payoutId } }])
      : [];
  });
  await platform.queue.ring(recorded);
  await platform.queue.nudge({ name: 'turn-months', payload: {} });
};

const send = async ({ gateway }: Platform, intent: Intent): Promise<TransferOutcome> => {
  const { reference, accountId, micros, currency } = intent;
  if (intent.ageHours >= lookUpAfterHours) {
    const found = await gateway.findTransfer(reference);
    if (found) return { outcome: 'sent', transferId: found.id };
  }
  return gateway.sendTransfer({ reference, accountId, amount: money(micros, currency) });
};

const readIntent = async ({ pool }: Platform, payoutId: PayoutId): Promise<Intent | undefined> => {
  type Row = {
    reference: string;
    creator_id: UserId;
    currency: string;
    amount_micros: string;
    provider_account_id: string;
    age_hours: number;
  };
  const { rows } = await pool.query<Row>(
    `SELECT reference, creator_id, currency, amount_micros, provider_account_id,
       (extract(epoch FROM flattr_now() - created_at) / 3600)::float8 AS age_hours
     FROM payouts WHERE id = $1 AND state = 'INTENT'`,
    [payoutId],
  );
  const [row] = rows;
  return (
    row && {
      id: payoutId,
      reference: row.reference,
      creatorId: row.creator_id,
      currency: currencyOf(row.currency),
      micros: BigInt(row.amount_micros),
      accountId: row.provider_account_id,
      ageHours: row.age_hours,
    }
  );
};

const endIntent = async (sql: Sql, { id }: Intent, outcome: TransferOutcome): Promise<boolean> => {
  const sent = outcome.outcome === 'sent';
  const { rowCount } = await sql.query(
    `UPDATE payouts SET state = $2, provider_transfer_id = $3, failure = $4, ended_at = flattr_now()
     WHERE id = $1 AND state = 'INTENT'`,
    [id, sent ? 'PAID' : 'FAILED', sent ? outcome.transferId : null, sent ? null : outcome.reason],
  );
  return rowCount === 1;
};

const postOutcome = (sql: Sql, { id, creatorId, currency, micros }: Intent, { outcome }: TransferOutcome) =>
  postTransfer(
    sql,
    outcome === 'sent'
      ? move('payout-sent', `payout-sent:${id}`, {
          from: payoutsInFlight(currency),
          to: clearing(currency),
          micros,
        })
      : move('payout-returned', `payout-returned:${id}`, {
          from: payoutsInFlight(currency),
          to: earnings(creatorId, currency),
          micros,
        }),
  );
