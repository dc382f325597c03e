import type { MonthState } from '@flattr/sdk';

const words = {
  OPEN: 'taking flattrs',
  CUT: 'ended, not yet settled',
  SETTLED: 'settled, not yet published',
  PUBLISHED: 'published, payouts to come',
  PAID: 'published, payouts made',
} as const satisfies Record<MonthState, string>;

/** Where a month stands, in words. */
export const stateText = (state: MonthState): string => words[state];

/** Basis points as a percentage: `5%`, `2.75%`. */
export const percentText = (basisPoints: number): string => {
  const fraction = `${basisPoints % 100}`.padStart(2, '0').replace(/0+$/, '');
  return `${Math.trunc(basisPoints / 100)}${fraction && `.${fraction}`}%`;
};
