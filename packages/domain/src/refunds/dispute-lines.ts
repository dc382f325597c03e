import { type Account, accountName, clearing, losses, wallet } from '../ledger/accounts.ts';
import type { Line } from '../ledger/transfer.ts';
import type { DisputedCharge } from './dispute-row.ts';

/** What a dispute takes of each account; below 0 what it gives back. */
export type DisputeSums = {
  readonly walletMicros: bigint;
  readonly parts: readonly { readonly account: Account; readonly micros: bigint }[];
  readonly lossesMicros: bigint;
};

/** The lines by which a dispute takes sums, one for each account, and the provider has them. */
export const linesOf = (
  { supporterId, currency }: DisputedCharge,
  { walletMicros, parts, lossesMicros }: DisputeSums,
): readonly Line[] => {
  const all = [
    { account: wallet(supporterId, currency), micros: walletMicros },
    { account: losses(currency), micros: lossesMicros },
    ...parts,
  ];
  const lines: Line[] = [];
  for (const [, its] of Map.groupBy(all, ({ account }) => accountName(account)))
    for (const { account } of its.slice(0, 1))
      lines.push({ account, micros: its.reduce((sum, { micros }) => sum - micros, 0n) });
  const taken = lines.reduce((sum, { micros }) => sum - micros, 0n);
  return [{ account: clearing(currency), micros: taken }, ...lines];
};
