import type { UserId } from '../ids.ts';
import { clearing, earnings, fees, losses, wallet } from '../ledger/accounts.ts';
import type { Line } from '../ledger/transfer.ts';
import type { DisputedCharge } from './dispute-row.ts';

/** What a dispute takes of each: of a creator's earnings, or of the fees where no creator is named; below 0 what it gives back. */
export type DisputeSums = {
  readonly walletMicros: bigint;
  readonly parts: readonly { readonly creatorId: UserId | undefined; readonly micros: bigint }[];
  readonly lossesMicros: bigint;
};

/** The lines by which a dispute takes sums, one for each account, and the provider has them. */
export const linesOf = (
  { supporterId, currency }: DisputedCharge,
  { walletMicros, parts, lossesMicros }: DisputeSums,
): readonly Line[] => {
  const lines: Line[] = [
    { account: wallet(supporterId, currency), micros: -walletMicros },
    { account: losses(currency), micros: -lossesMicros },
  ];
  for (const [creatorId, its] of Map.groupBy(parts, (part) => part.creatorId)) {
    const micros = its.reduce((sum, part) => sum + part.micros, 0n);
    const account = creatorId === undefined ? fees(currency) : earnings(creatorId, currency);
    lines.push({ account, micros: -micros });
  }
  const taken = lines.reduce((sum, { micros }) => sum - micros, 0n);
  return [{ account: clearing(currency), micros: taken }, ...lines];
};
