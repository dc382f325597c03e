import { type Sql, transaction } from '@flattr/database';
import { type Job, recordJobs } from '../events.ts';
import type { PayoutId } from '../ids.ts';
import { clearing, earnings, payoutsInFlight } from '../ledger/accounts.ts';
import { postTransfer } from '../ledger/post.ts';
import { move } from '../ledger/transfer.ts';
import { money } from '../money.ts';
import { sendOnce } from '../payments/send-once.ts';
import type { Platform } from '../platform.ts';
import type { SendOutcome } from '../ports.ts';
import { newsJobs } from '../webhooks/news-jobs.ts';
import { nudgeAfterLast } from './nudge-after-last.ts';
import { keyOf, type PayoutRow, readPayout } from './payout-row.ts';

/**
 * Transfers a payout that was released to the creator's account, once: the provider knows the reference, and what became of it
 * is written in one transaction. A refusal returns the money to the earnings; without a balance the payout waits again; an
 * unknown outcome throws, to be tried again.
 */
export const sendPayout = async (platform: Platform, payoutId: PayoutId): Promise<void> => {
  const payout = await readPayout(platform.pool, 'id', payoutId);
  if (payout?.state !== 'INTENT') return;
  const outcome = await send(platform, payout);
  const recorded = await transaction(platform.pool, async (sql) =>
    (await endIntent(sql, payout, outcome)) ? recordJobs(sql, await followUp(sql, payout, outcome)) : [],
  );
  await platform.queue.ring(recorded);
  await nudgeAfterLast(platform, payout.month);
};

const send = ({ gateway }: Platform, payout: PayoutRow): Promise<SendOutcome> => {
  const { reference, accountId, micros, currency, sending, ageHours } = payout;
  const key = keyOf(reference, sending);
  return sendOnce<SendOutcome>({
    ageHours,
    send: () => gateway.sendTransfer({ reference, key, accountId, amount: money(micros, currency) }),
    find: async () => {
      const found = await gateway.findTransfer(reference);
      return found && { outcome: 'sent', id: found.id };
    },
  });
};

const endIntent = async (sql: Sql, { id, sending }: PayoutRow, outcome: SendOutcome): Promise<boolean> => {
  const { rowCount } =
    outcome.outcome === 'short'
      ? await sql.query(
          `UPDATE payouts SET state = 'WAITING', sending = sending + 1
           WHERE id = $1 AND state = 'INTENT' AND sending = $2`,
          [id, sending],
        )
      : outcome.outcome === 'sent'
        ? await sql.query(
            `UPDATE payouts SET state = 'TRANSFERRED', provider_transfer_id = $2, transferred_at = flattr_now()
             WHERE id = $1 AND state = 'INTENT'`,
            [id, outcome.id],
          )
        : await sql.query(
            `UPDATE payouts SET state = 'FAILED', failure = $2, ended_at = flattr_now()
             WHERE id = $1 AND state = 'INTENT'`,
            [id, outcome.reason],
          );
  return rowCount === 1;
};

/** Posts what the outcome means for the ledger, and says what has to be done next. */
const followUp = async (sql: Sql, payout: PayoutRow, { outcome }: SendOutcome): Promise<readonly Job[]> => {
  const { id, creatorId, currency, micros } = payout;
  if (outcome === 'short') return [];
  const from = payoutsInFlight(currency);
  await postTransfer(
    sql,
    outcome === 'sent'
      ? move('payout-sent', `payout-sent:${id}`, { from, to: clearing(currency), micros })
      : move('payout-returned', `payout-returned:${id}`, { from, to: earnings(creatorId, currency), micros }),
  );
  const payload = { payoutId: id };
  if (outcome === 'sent')
    return [
      { name: 'send-to-bank', payload },
      { name: 'mail-payout', payload },
    ];
  const told = await newsJobs(sql, [{ event: 'payout.failed', ownerId: creatorId, payoutId: id }]);
  return [{ name: 'mail-payout-failed', payload }, ...told];
};
