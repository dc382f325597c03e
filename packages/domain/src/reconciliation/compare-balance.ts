import type { Reader } from '@flattr/database';
import { type Currency, currencyOf, type Money, money } from '../money.ts';
import type { Difference } from './difference.ts';

/**
 * What the provider holds in all, beside what the ledger says it does and what was found to differ object by object: the rest
 * is nobody's explanation, a difference per currency.
 */
export const compareBalance = async (
  reader: Reader,
  held: readonly Money[],
  explained: ReadonlyMap<Currency, bigint>,
): Promise<readonly Difference[]> => {
  const { rows } = await reader.query<{ currency: string; micros: string }>(
    `SELECT a.currency, -sum(e.amount_micros) AS micros FROM ledger_accounts a JOIN ledger_entries e ON e.account_id = a.id
     WHERE a.kind = 'stripe' GROUP BY a.currency`,
  );
  const ours = new Map(rows.map((row) => [currencyOf(row.currency), BigInt(row.micros)]));
  const theirs = new Map<Currency, bigint>();
  for (const { currency, micros } of held) theirs.set(currency, (theirs.get(currency) ?? 0n) + micros);
  const currencies = [...new Set([...ours.keys(), ...theirs.keys()])].sort();
  return currencies.flatMap((currency) => {
    const [here, there] = [ours.get(currency) ?? 0n, theirs.get(currency) ?? 0n];
    if (there - here === (explained.get(currency) ?? 0n)) return [];
    return [
      {
        kind: 'balance',
        provider: { id: 'the balance', amount: money(there, currency) },
        ours: { id: 'stripe', amount: money(here, currency) },
      },
    ];
  });
};
