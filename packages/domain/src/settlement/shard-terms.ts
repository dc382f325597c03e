import type { IdKey } from '../ids.ts';
import { addDays, type Day, firstDayAfter, type Month, monthEnd } from '../month.ts';
import type { MonthRow } from './month-row.ts';
import { supporterTagger } from './supporter-tag.ts';

/** What a month lays down for all of its supporters. */
export type ShardTerms = {
  readonly month: Month;
  readonly feeBasisPoints: number;
  readonly ledgerPosition: bigint;
  /** The first day on which the challenge is over. */
  readonly challengeEnd: Day;
  tagOf(supporter: IdKey): Uint8Array;
};

type Closed = Pick<MonthRow, 'month' | 'secret' | 'feeBasisPoints' | 'ledgerPosition'>;

export const shardTerms = (
  { month, secret, feeBasisPoints, ledgerPosition }: Closed,
  challengeDays: number,
): ShardTerms => ({
  month,
  feeBasisPoints,
  ledgerPosition,
  challengeEnd: firstDayAfter(addDays(monthEnd(month), challengeDays)),
  tagOf: supporterTagger(month, secret),
});
