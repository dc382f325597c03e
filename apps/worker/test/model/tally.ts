import type { Model } from './model.ts';

/** What too few sequences bring about to ask it of each run but the full one. */
export const rare: readonly string[] = ['top-ups under way'];

/** What came about in a sequence, counted: a scenario that never paid anybody has shown nothing of payouts. */
export const tallyOf = ({
  months,
  charges,
  payouts,
  jobs,
  splits,
  standing,
}: Model): Readonly<Record<string, number>> => {
  const topUps = charges.filter(({ kind }) => kind === 'TOP_UP');
  const settled = months.flatMap((month) => month.settled);
  const inState = (of: readonly { readonly state: string }[], state: string) =>
    of.filter((one) => one.state === state).length;
  return {
    'months settled': months.filter(({ state }) => state !== 'OPEN' && state !== 'CUT').length,
    'months paid': inState(months, 'PAID'),
    'budgets shared out': settled.filter(({ spent }) => spent > 0n).length,
    'budgets held down by the most per flattr': settled.filter(
      ({ budget, wallet, spent }) => spent > 0n && spent < budget && spent < wallet,
    ).length,
    'flattrs dropped, being their own by then': settled.reduce((sum, { dropped }) => sum + dropped, 0),
    'splits in force': inState(splits, 'IN FORCE'),
    'parts of shares to others than the creator': months
      .flatMap(({ sums }) => sums)
      .filter(({ thing, beneficiary }) => thing.creator !== beneficiary).length,
    'standing flattrs that fired': standing.filter(({ first, fired }) => fired > first).length,
    'wallets that no budget touched': settled.filter(({ budget, wallet }) => budget === 0n && wallet > 0n)
      .length,
    'charges spent over several months': charges.filter(({ drawn }) => drawn.length > 1).length,
    'top-ups paid': inState(topUps, 'SUCCEEDED'),
    'top-ups failed': inState(topUps, 'FAILED'),
    'top-ups under way': inState(topUps, 'INTENT'),
    'payouts transferred': inState(payouts, 'TRANSFERRED'),
    'payouts failed': inState(payouts, 'FAILED'),
    'payouts under way': inState(payouts, 'INTENT'),
    'payouts of several months': payouts.filter(
      ({ parts }) => new Set(parts.map(({ earning }) => earning.month)).size > 1,
    ).length,
    'jobs done': jobs.filter(({ done }) => done).length,
  };
};
