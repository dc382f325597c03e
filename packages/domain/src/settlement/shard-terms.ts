import type { IdKey } from '../ids.ts';
import { addDays, type Day, firstDayAfter, monthEnd } from '../month.ts';
import type { MonthRow } from './month-row.ts';
import { supporterTagger } from './supporter-tag.ts';
import { type TieBreaker, tieBreakers } from './tie-breaker.ts';

/** What a month lays down for all of its supporters. */
export type ShardTerms = {
  readonly feeBasisPoints: number;
  readonly ledgerPosition: bigint;
  /** The first day on which the challenge is over. */
  readonly challengeEnd: Day;
  /** What ranks a supporter's flattrs; it is good until the next supporter's is asked for. */
  tiesOf(supporter: IdKey): TieBreaker;
};

type Closed = Pick<MonthRow, 'month' | 'secret' | 'feeBasisPoints' | 'ledgerPosition'>;

export const shardTerms = (
  { month, secret, feeBasisPoints, ledgerPosition }: Closed,
  challengeDays: number,
): ShardTerms => {
  const tagOf = supporterTagger(month, secret);
  const tiesOf = tieBreakers(month);
  return {
    feeBasisPoints,
    ledgerPosition,
    challengeEnd: firstDayAfter(addDays(monthEnd(month), challengeDays)),
    tiesOf: (supporter) => tiesOf(tagOf(supporter)),
  };
};
