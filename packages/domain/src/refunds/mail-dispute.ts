import type { DisputeId, UserId } from '../ids.ts';
import { currencyOf, formatDecimal, money } from '../money.ts';
import type { Platform } from '../platform.ts';
import type { DisputeKind } from './dispute-row.ts';

type Row = {
  kind: DisputeKind;
  supporter_id: UserId;
  currency: string;
  withdrawn_micros: string;
  wallet_micros: string;
  returned: boolean;
};

/** Tells a supporter what a dispute of their payment took from their wallet, or that it was given back. */
export const mailDispute = async (
  { db, pool, mailer, policy }: Platform,
  disputeId: DisputeId,
): Promise<void> => {
  const { rows } = await pool.query<Row>(
    `SELECT d.kind, supporter_id, d.currency, withdrawn_micros, returned_transaction_id IS NOT NULL AS returned, (
         SELECT coalesce(abs(sum(e.amount_micros)), 0) FROM ledger_accounts a JOIN ledger_entries e ON e.account_id = a.id
         WHERE a.kind = 'wallet' AND a.owner_id = d.supporter_id AND a.currency = d.currency
           AND e.transaction_id = coalesce(d.returned_transaction_id, d.transaction_id)) AS wallet_micros
     FROM disputes d WHERE id = $1 AND transaction_id IS NOT NULL`,
    [disputeId],
  );
  const [row] = rows;
  const user = row && (await db.user.findUnique({ where: { id: row.supporter_id, leftAt: null } }));
  if (!user) return;
  const sum = (micros: string) =>
    `${formatDecimal(money(BigInt(micros), currencyOf(row.currency)))} ${row.currency}`;
  const amount = sum(row.withdrawn_micros);
  await mailer.send({
    to: user.email,
    subject: subjectOf(row, amount),
    text: [
      `Hello ${user.name},`,
      textOf(row, amount, sum(row.wallet_micros)),
      `${policy.origin}/me/budget`,
    ].join('\n\n'),
  });
};

const subjectOf = ({ kind, returned }: Row, amount: string): string => {
  if (returned) return `Your payment of ${amount} to Flattr stands`;
  return kind === 'REFUND' ? `${amount} was refunded to your card` : `Your bank took ${amount} back`;
};

const textOf = ({ kind, returned }: Row, amount: string, fromWallet: string): string => {
  if (returned)
    return `The ${amount} that were taken back are here again: ${fromWallet} in your wallet, and the rest with those whom you flattred.`;
  const why =
    kind === 'REFUND'
      ? `${amount} of a payment of yours to Flattr were refunded to your card.`
      : `A payment of yours to Flattr was disputed, and your bank took ${amount} back.`;
  return `${why} ${fromWallet} of it came from your wallet; the rest from what your flattrs had become, as far as it was not paid out yet. If you did not ask for this, please write to us.`;
};
