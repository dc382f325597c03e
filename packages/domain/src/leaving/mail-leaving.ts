import type { Jobs } from '../events.ts';
import type { UserId } from '../ids.ts';
import { currencyOf, formatDecimal, money } from '../money.ts';
import type { Platform } from '../platform.ts';
import { issueReceipt } from './issue-receipt.ts';

/**
 * Tells somebody who left, at the address that they had, what happens now, or, by the last mail, what became of their money;
 * each with a receipt of its own. After the last one the address is erased.
 */
export const mailLeaving = async (
  { pool, mailer, policy }: Platform,
  { userId, news }: Jobs['mail-leaving'],
): Promise<void> => {
  const { rows } = await pool.query<{ address: string }>(
    'SELECT address FROM leavings WHERE user_id = $1 AND address IS NOT NULL',
    [userId],
  );
  const [leaving] = rows;
  if (!leaving) return;
  const receipt = await issueReceipt(pool, userId as UserId);
  const last = news === 'settled';
  await mailer.send({
    to: leaving.address,
    subject: last ? 'What became of your money on Flattr' : 'You have left Flattr',
    text: [
      'Hello,',
      ...(last ? await settledText(pool, userId) : leftText),
      `Your receipt: ${receipt}`,
      `Keep it. If money of yours comes back later and cannot be sent to you, it is kept for three years, and whoever runs ${policy.origin} gives it to you for this receipt. After that it goes to a charity.`,
      ...(last ? ['This is the last mail. Your address is erased with it.'] : []),
    ].join('\n\n'),
  });
  if (last) await pool.query('UPDATE leavings SET address = NULL WHERE user_id = $1', [userId]);
};

const leftText = [
  'you have left Flattr. Your name, your handle, your ways to sign in and your tokens are erased; this address is kept until the last mail is sent, and no longer.',
  'What is in your wallet goes back to your cards, except what a month that is over has reserved for those whom you flattred. What you have earned goes to your bank when it is free, however little it is; what cannot be paid within 90 days is kept for you as below.',
  'You get one more mail, when all of that is done.',
];

const settledText = async (pool: Platform['pool'], userId: string): Promise<readonly string[]> => {
  const { rows } = await pool.query<{ kind: string; currency: string; micros: string }>(
    `SELECT 'Back to your cards' AS kind, r.currency, sum(r.amount_micros) AS micros FROM refunds r
       JOIN leavings l ON l.user_id = r.supporter_id
       WHERE r.supporter_id = $1 AND r.state = 'SUCCEEDED' AND r.ended_at >= l.left_at GROUP BY r.currency
     UNION ALL SELECT 'To your bank', p.currency, sum(p.amount_micros) FROM payouts p
       JOIN leavings l ON l.user_id = p.creator_id
       WHERE p.creator_id = $1 AND p.state IN ('TRANSFERRED', 'PAID') AND coalesce(p.transferred_at, p.ended_at) >= l.left_at
       GROUP BY p.currency
     UNION ALL SELECT 'Kept for your receipt, since it could not be sent', currency, sum(amount_micros) FROM orphans
       WHERE user_id = $1 AND state = 'KEPT' GROUP BY currency
     UNION ALL SELECT 'Not sent yet', a.currency, sum(e.amount_micros) FROM ledger_accounts a
       JOIN ledger_entries e ON e.account_id = a.id WHERE a.owner_id = $1 AND a.kind IN ('wallet', 'earnings')
       GROUP BY a.currency HAVING sum(e.amount_micros) > 0`,
    [userId],
  );
  if (rows.length === 0) return ['you have left Flattr, and there was no money of yours to send.'];
  const lines = rows.map(
    ({ kind, currency, micros }) =>
      `${kind}: ${formatDecimal(money(BigInt(micros), currencyOf(currency)))} ${currency}`,
  );
  return ['this became of your money since you left:', lines.join('\n')];
};
