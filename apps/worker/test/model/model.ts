// The naive model: plain arrays and bigint, nothing of the product but the ids that it drew and the moments of charges.

export type Card = '4242424242424242' | '5555555555554444' | '4000000000000341' | '4000000000000002';

export type Someone = {
  readonly name: string;
  readonly id: string;
  /** A customer at the provider. */
  payer: boolean;
  /** The charge that brought the saved card, which is the last one of which the provider told. */
  saved: Charge | undefined;
  payee: 'none' | 'asked' | 'enabled';
};

export type Thing = { readonly name: string; readonly id: string; readonly creator: Someone };

export type BudgetRow = {
  readonly person: Someone;
  readonly from: string;
  readonly currency: string;
  readonly micros: bigint;
  readonly monthsAtOnce: number;
  /** What a flattr of weight 1 may cost at most. */
  readonly most: bigint | undefined;
};

export type Flattr = {
  readonly month: string;
  readonly person: Someone;
  readonly thing: Thing;
  readonly weight: number;
};

export type Split = {
  readonly id: string;
  readonly thing: Thing;
  readonly proposer: Someone;
  readonly parts: { readonly person: Someone; readonly points: number; accepted: boolean }[];
  state: 'OPEN' | 'ENDED' | 'IN FORCE';
  /** The month from which it is in force. */
  from: string;
};

export type Standing = {
  readonly person: Someone;
  readonly thing: Thing;
  weight: number;
  first: string;
  /** Undefined until stopped. */
  last: string | undefined;
  stopped: boolean;
  /** The last month that it is done with. */
  fired: string;
};

export type Charge = {
  readonly person: Someone;
  readonly kind: 'CHECKOUT' | 'TOP_UP';
  /** The month that a top-up is for. */
  readonly month: string;
  readonly currency: string;
  readonly gross: bigint;
  readonly at: number;
  id: string;
  state: 'INTENT' | 'SUCCEEDED' | 'FAILED';
  /** The card that paid, once the provider has the money. */
  card: Card | undefined;
  /** Of a top-up: the charge whose card was last sent to the provider. */
  sentWith: Charge | undefined;
  chargedAt: number;
  holdDays: number;
  /** The number of ledger entries when it was credited. */
  position: number;
  readonly drawn: { readonly month: string; readonly micros: bigint }[];
};

export type Settled = {
  readonly person: Someone;
  readonly currency: string;
  readonly budget: bigint;
  readonly wallet: bigint;
  readonly most: bigint | undefined;
  readonly spent: bigint;
  readonly fee: bigint;
  /** Those that count; and those that were dropped, being the supporter's own. */
  readonly flattrs: number;
  readonly dropped: number;
};

export type ModelMonth = {
  readonly month: string;
  readonly feeBasisPoints: bigint;
  state: 'OPEN' | 'CUT' | 'SETTLED' | 'PUBLISHED' | 'PAID';
  /** The number of ledger entries at the cut. */
  position: number;
  publishedAt: number;
  readonly settled: Settled[];
  /** The parts of shares. */
  readonly sums: Part[];
  /** What went from one person to another, by weights alone: in what circles it went. */
  readonly flows: {
    readonly giver: Someone;
    readonly receiver: Someone;
    readonly currency: string;
    readonly micros: bigint;
  }[];
};

type Part = {
  readonly thing: Thing;
  readonly beneficiary: Someone;
  readonly currency: string;
  readonly micros: bigint;
};

export type Earning = {
  readonly month: string;
  readonly creator: Someone;
  readonly currency: string;
  readonly day: string;
  readonly micros: bigint;
};

export type Payout = {
  readonly month: string;
  readonly creator: Someone;
  readonly currency: string;
  readonly micros: bigint;
  readonly at: number;
  state: 'INTENT' | 'TRANSFERRED' | 'FAILED';
  /** The provider has done it, whether we know or not. */
  sent: boolean;
  readonly parts: { readonly earning: Earning; readonly micros: bigint }[];
};

export type ModelJob = { readonly key: string; done: boolean } & (
  | { readonly name: 'top-up-wallet'; readonly person: Someone; readonly month: string }
  | { readonly name: 'fire-standing-flattrs'; readonly month: string }
  | { readonly name: 'send-payout' | 'mail-payout'; readonly payout: Payout }
);

export type Model = {
  now: number;
  moves: number;
  feeBasisPoints: bigint;
  readonly people: Someone[];
  readonly things: Thing[];
  budgets: BudgetRow[];
  flattrs: Flattr[];
  /** In the order in which they were proposed. */
  readonly splits: Split[];
  /** Those in force, in the order in which they came into force. */
  readonly enforced: Split[];
  readonly standing: Standing[];
  readonly months: ModelMonth[];
  readonly charges: Charge[];
  readonly entries: { readonly account: string; readonly currency: string; readonly micros: bigint }[];
  readonly earnings: Earning[];
  readonly payouts: Payout[];
  readonly jobs: ModelJob[];
};

export const emptyModel = (now: number): Model => ({
  now,
  moves: 0,
  feeBasisPoints: 500n,
  people: [],
  things: [],
  budgets: [],
  flattrs: [],
  splits: [],
  enforced: [],
  standing: [],
  months: [],
  charges: [],
  entries: [],
  earnings: [],
  payouts: [],
  jobs: [],
});

export const monthAt = (moment: number): string => new Date(moment).toISOString().slice(0, 7);

export const monthAfter = (month: string): string => {
  const year = Number(month.slice(0, 4));
  const number = Number(month.slice(5));
  return number === 12 ? `${year + 1}-01` : `${year}-${`${number + 1}`.padStart(2, '0')}`;
};

export const endOf = (month: string): number => Date.parse(`${monthAfter(month)}-01T00:00:00Z`);

/** What an account holds after the first so many entries. */
export const holds = (model: Model, account: string, currency: string, position = model.entries.length) =>
  model.entries
    .slice(0, position)
    .filter((entry) => entry.account === account && entry.currency === currency)
    .reduce((sum, { micros }) => sum + micros, 0n);

export const moves = (model: Model, from: string, to: string, currency: string, micros: bigint): void => {
  model.entries.push({ account: from, currency, micros: -micros }, { account: to, currency, micros });
};

/** The row of budgets that is in force in a month; 0 micros where the giving was ended. */
export const budgetIn = (model: Model, person: Someone, month: string): BudgetRow | undefined =>
  model.budgets
    .filter((row) => row.person === person && row.from <= month)
    .reduce<BudgetRow | undefined>((last, row) => (!last || row.from > last.from ? row : last), undefined);

/** How a thing is divided in a month: by the split in force, or all of it is its creator's. */
export const partsOf = (model: Model, thing: Thing, month: string): readonly Split['parts'][number][] => {
  let last: Split | undefined;
  for (const split of model.enforced) {
    if (split.thing === thing && split.from <= month && !(last && last.from > split.from)) last = split;
  }
  return last?.parts ?? [{ person: thing.creator, points: 10_000, accepted: true }];
};

/** Nobody flattrs what they have any part in. */
export const isOwn = (model: Model, person: Someone, thing: Thing, month: string): boolean =>
  thing.creator === person || partsOf(model, thing, month).some((part) => part.person === person);

export const opens = (model: Model, month: string): void => {
  if (model.months.some((known) => known.month === month)) return;
  const { feeBasisPoints } = model;
  const fresh = { month, feeBasisPoints, state: 'OPEN', position: 0, publishedAt: 0 } as const;
  model.months.push({ ...fresh, settled: [], sums: [], flows: [] });
};

/** Whoever a number means, however many there are by now. */
export const pick = <T>(from: readonly T[], index: number): T => {
  const one = from[index % from.length];
  if (one === undefined) throw new Error('there is nothing to choose from');
  return one;
};
