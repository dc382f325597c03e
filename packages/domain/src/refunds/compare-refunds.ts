import type { Platform } from '../platform.ts';
import type { Dispute, Refund } from '../ports.ts';

type Ours = { readonly name: string; readonly said: string; readonly underWay: boolean };

/**
 * Compares refunds and disputes one by one with what the provider knows, a line for each difference; what is under way may be
 * on either side.
 */
export const compareRefunds = async (platform: Platform): Promise<readonly string[]> => {
  const { pool, gateway } = platform;
  const ours = await readOurs(pool);
  const broken: string[] = [];
  const compare = (name: string, said: string) => {
    const known = ours.get(name);
    if (known?.said !== said && !known?.underWay)
      broken.push(`${name} is ${said} at the provider, and here ${known?.said ?? 'nothing'}`);
    ours.delete(name);
  };
  for await (const refund of gateway.listRefunds()) compare(nameOf(refund), sayRefund(refund));
  for await (const dispute of gateway.listDisputes()) compare(dispute.id, sayDispute(dispute));
  for (const { name, said, underWay } of ours.values())
    if (!underWay && said !== 'FAILED') broken.push(`the provider does not know ${name}, which is ${said}`);
  return broken;
};

const isOurs = ({ reference }: Refund): boolean => reference?.startsWith('refund:') === true;

const nameOf = (refund: Refund): string => (isOurs(refund) ? (refund.reference ?? '') : refund.id);

const sayRefund = (refund: Refund): string => {
  const { micros, currency } = refund.amount;
  const failed = refund.state === 'failed';
  if (!isOurs(refund)) return `${currency} ${micros} ${failed ? micros : 0n} 0`;
  return failed ? 'FAILED' : `${currency} ${micros}`;
};

const sayDispute = ({ withdrawn, reinstated, fee }: Dispute): string =>
  `${withdrawn.currency} ${withdrawn.micros} ${reinstated.micros} ${fee.micros}`;

/** A dispute's sum and fee as its postings say, and a refund's as its intent does. */
const readOurs = async (pool: Platform['pool']): Promise<Map<string, Ours>> => {
  const { rows } = await pool.query<{ name: string; said: string; under_way: boolean }>(
    `SELECT reference AS name, state = 'INTENT' AS under_way,
       CASE WHEN state = 'FAILED' THEN 'FAILED' ELSE currency || ' ' || amount_micros END AS said FROM refunds
     UNION ALL
     SELECT provider_id, waits, currency || ' ' || withdrawn_micros || ' ' || reinstated_micros || ' ' || fee_micros FROM disputes
     UNION ALL
     SELECT 'what ' || provider_id || ' posted', false, 'not what the provider took' FROM disputes d
     WHERE NOT waits AND withdrawn_micros - reinstated_micros + fee_micros <> coalesce((
       SELECT sum(e.amount_micros) FROM ledger_transactions t JOIN ledger_entries e ON e.transaction_id = t.id
       JOIN ledger_accounts a ON a.id = e.account_id AND a.kind = 'stripe'
       WHERE t.reference IN ('dispute:' || provider_id, 'dispute-returned:' || provider_id)), 0)`,
  );
  return new Map(rows.map((row) => [row.name, { name: row.name, said: row.said, underWay: row.under_way }]));
};
