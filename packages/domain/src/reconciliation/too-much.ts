import type { Currency, Money } from '../money.ts';
import type { Finding } from './tally.ts';

/**
 * Of the operator's payouts that are not in the ledger, the oldest first: those that what may be taken does not cover are too
 * much, and not merely under way.
 */
export const nameTooMuch = (findings: readonly Finding[], takeable: readonly Money[]): readonly Finding[] => {
  const left = new Map<Currency, bigint>(takeable.map(({ currency, micros }) => [currency, micros]));
  const tooMuch = new Set<Finding>();
  for (const finding of findings.toSorted((one, other) => one.at.getTime() - other.at.getTime())) {
    const amount = finding.difference.provider?.amount;
    if (finding.difference.kind !== 'operator-payout-missing-in-ledger' || !amount) continue;
    const rest = (left.get(amount.currency) ?? 0n) + amount.micros;
    if (rest < 0n) tooMuch.add(finding);
    else left.set(amount.currency, rest);
  }
  return findings.map((finding) =>
    tooMuch.has(finding)
      ? { ...finding, difference: { ...finding.difference, kind: 'operator-payout-too-much' } }
      : finding,
  );
};
