import type { Platform } from '../platform.ts';
import type { Transfer } from '../ports.ts';
import { compareRefunds } from '../refunds/compare-refunds.ts';
import type { Invariant } from './invariant.ts';

type Sent = {
  reference: string;
  currency: string;
  account: string;
  state: string;
  sent: string | null;
  returned: string | null;
};

/**
 * Compares what the ledger says was sent, and what of it came back, with what the provider says; what is under way may be on
 * either side.
 */
export const transfersMatch = async (platform: Platform): Promise<Invariant> => {
  const { pool, gateway } = platform;
  const { rows } = await pool.query<Sent>(
    `SELECT p.reference, p.currency, p.state, p.provider_account_id AS account, ${posted('payout-sent')} AS sent,
       ${posted('payout-reversed')} AS returned FROM payouts p`,
  );
  const ours = new Map(rows.map((row) => [row.reference, row]));
  const broken: string[] = [];
  for await (const transfer of gateway.listTransfers()) {
    const row = ours.get(transfer.reference);
    ours.delete(transfer.reference);
    broken.push(...differences(transfer, row));
  }
  const unknown = [...ours.values()].filter(({ sent }) => sent !== null);
  broken.push(...unknown.map(({ reference }) => `the provider does not know the transfer of ${reference}`));
  broken.push(...(await compareRefunds(platform)));
  return {
    id: 'I5',
    promise: "the provider's transfers, refunds and disputes and the ledger's match one to one",
    broken,
    checked: rows.length,
  };
};

/** What a payout added to an account by a transfer of this kind. */
const posted = (kind: string): string =>
  `(SELECT sum(e.amount_micros) FROM ledger_transactions t JOIN ledger_entries e ON e.transaction_id = t.id AND e.amount_micros > 0
    WHERE t.reference = '${kind}:' || p.id)`;

const differences = (transfer: Transfer, row: Sent | undefined): readonly string[] => {
  const { id, reference, accountId, amount, reversed } = transfer;
  if (row?.state === 'INTENT') return [];
  const same =
    row?.sent === `${amount.micros}` && row.currency === amount.currency && row.account === accountId;
  if (!same) return [`the transfer ${id} (${reference}) is not in the ledger as it was sent`];
  if (row.state === 'RETURNING' || (row.returned ?? '0') === `${reversed.micros}`) return [];
  return [`what came back of the transfer ${id} (${reference}) is not in the ledger as it came`];
};
