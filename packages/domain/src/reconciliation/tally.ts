import type { Currency, Money } from '../money.ts';
import { type Difference, mayArrive } from './difference.ts';

/** A difference, since when it may be so, and whether what it is about is known here to be under way. */
export type Finding = { readonly difference: Difference; readonly at: Date; readonly underWay: boolean };

/** What a comparison has found so far. */
export type Tally = {
  compared: number;
  readonly findings: Finding[];
  /** The ledger's transactions that a line of the provider's accounts for. */
  readonly seen: Set<string>;
  /** By how much the provider holds more than the ledger says, as far as objects explain it. */
  readonly explained: Map<Currency, bigint>;
};

export const emptyTally = (): Tally => ({ compared: 0, findings: [], seen: new Set(), explained: new Map() });

export const explain = ({ explained }: Tally, { micros, currency }: Money, sign: 1n | -1n): void => {
  explained.set(currency, (explained.get(currency) ?? 0n) + sign * micros);
};

/** How long what one side has not heard of yet is in flight: where nobody here knows of it, and where it is under way. */
export type Patience = { readonly newHours: number; readonly underWayHours: number };

const hourMs = 3_600_000;

/** Whether a finding is in flight still, and no difference. */
export const isInFlight = (
  { difference, at, underWay }: Finding,
  { newHours, underWayHours }: Patience,
  now: Date,
): boolean => {
  const ageMs = now.getTime() - at.getTime();
  return mayArrive(difference) && (ageMs < newHours * hourMs || (underWay && ageMs < underWayHours * hourMs));
};
