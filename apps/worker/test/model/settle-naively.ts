// What the months do in the model: the cut, the settlement, the statement and the payouts, as simply as can be.
import { naiveNet, naiveOutcome, naiveParts } from '@flattr/test-world/naive-month';
import {
  budgetIn,
  type Charge,
  endOf,
  type Flattr,
  holds,
  isOwn,
  type Model,
  type ModelMonth,
  monthAfter,
  monthAt,
  moves,
  opens,
  partsOf,
  type Someone,
} from './model.ts';

const day = 86_400_000;
const challengeDays = 7;
const currencies = ['EUR', 'JPY', 'USD'];

/** The secrets of the months, by which equal remainders are told apart. */
export type Secrets = ReadonlyMap<string, Buffer>;

export const cuts = (model: Model, month: ModelMonth): void => {
  month.state = 'CUT';
  month.position = model.entries.length;
};

const dayAfter = (moment: number): string =>
  new Date(Math.ceil(moment / day) * day).toISOString().slice(0, 10);

const leftOf = ({ gross, currency, drawn }: Charge): bigint =>
  drawn.reduce((left, { micros }) => left - micros, naiveNet(gross, currency));

/** Draws a sum from the oldest charges and returns the day on which all of them are safe. */
const draws = (model: Model, month: ModelMonth, person: Someone, currency: string, spent: bigint): string => {
  let free = dayAfter(endOf(month.month) + challengeDays * day);
  let open = spent;
  const sources = model.charges
    .filter(
      (charge) => charge.person === person && charge.currency === currency && charge.state === 'SUCCEEDED',
    )
    .filter((charge) => charge.position <= month.position)
    .sort((one, other) => one.chargedAt - other.chargedAt || (one.id < other.id ? -1 : 1));
  for (const charge of sources) {
    const left = leftOf(charge);
    const micros = left < open ? left : open;
    if (micros === 0n) continue;
    charge.drawn.push({ month: month.month, micros });
    open -= micros;
    const safe = dayAfter(charge.chargedAt + charge.holdDays * day);
    if (safe > free) free = safe;
  }
  if (open !== 0n) throw new Error('the model spends what no charge brought');
  return free;
};

const settlesPerson = (
  model: Model,
  month: ModelMonth,
  person: Someone,
  currency: string,
  secret: Buffer,
) => {
  const budget = budgetIn(model, person, month.month);
  const wallet = holds(model, `wallet:${person.name}`, currency, month.position);
  const spends = budget?.currency === currency;
  const given = spends
    ? model.flattrs.filter((flattr) => flattr.month === month.month && flattr.person === person)
    : [];
  if (wallet === 0n && given.length === 0) return;
  const counting = given.filter(({ thing }) => !isOwn(model, person, thing, month.month));
  const supporter = {
    id: person.id,
    currency,
    budget: spends ? budget.micros : 0n,
    most: spends ? budget.most : undefined,
    wallet,
    flattrs: counting.map(({ thing, weight }) => ({ thing: thing.id, weight: BigInt(weight) })),
  };
  const { spent, fee, shares } = naiveOutcome(month.month, secret, supporter, month.feeBasisPoints);
  const { budget: asked, most } = supporter;
  const dropped = given.length - counting.length;
  month.settled.push({
    person,
    currency,
    budget: asked,
    most,
    wallet,
    spent,
    fee,
    flattrs: counting.length,
    dropped,
  });
  if (spent === 0n) return;
  const free = draws(model, month, person, currency, spent);
  moves(model, `wallet:${person.name}`, 'fees', currency, fee);
  const weights = counting.reduce((sum, { weight }) => sum + BigInt(weight), 0n);
  for (const flattr of counting) {
    for (const { person: receiver, points } of partsOf(model, flattr.thing, month.month)) {
      const micros = ((spent - fee) * BigInt(flattr.weight) * BigInt(points)) / (weights * 10_000n);
      month.flows.push({ giver: person, receiver, currency, micros });
    }
    divides(model, month, flattr, { currency, free, secret, share: shares.get(flattr.thing.id) ?? 0n });
  }
};

type Share = { currency: string; free: string; secret: Buffer; share: bigint };

/** Gives each beneficiary of a thing their part of one share. */
const divides = (
  model: Model,
  { month, sums }: ModelMonth,
  { person, thing }: Flattr,
  { currency, free, secret, share }: Share,
): void => {
  const split = partsOf(model, thing, month);
  const parts = split.map((part) => ({ beneficiary: part.person.id, basisPoints: BigInt(part.points) }));
  const divided = naiveParts(month, secret, person.id, { thing: thing.id, share, parts });
  for (const { person: beneficiary } of split) {
    const micros = divided.get(beneficiary.id) ?? 0n;
    sums.push({ thing, beneficiary, currency, micros });
    moves(model, `wallet:${person.name}`, `earnings:${beneficiary.name}`, currency, micros);
    earns(model, { month, creator: beneficiary, currency, day: free }, micros);
  }
};

const earns = (model: Model, of: Omit<Model['earnings'][number], 'micros'>, micros: bigint): void => {
  const index = model.earnings.findIndex(
    (known) =>
      known.month === of.month &&
      known.creator === of.creator &&
      known.currency === of.currency &&
      known.day === of.day,
  );
  if (index >= 0) model.earnings.push({ ...of, micros: micros + takes(model, index) });
  else if (micros > 0n) model.earnings.push({ ...of, micros });
};

const takes = (model: Model, index: number): bigint => model.earnings.splice(index, 1)[0]?.micros ?? 0n;

export const settles = (model: Model, month: ModelMonth, secrets: Secrets): void => {
  const secret = secrets.get(month.month);
  if (!secret) throw new Error(`${month.month} has no secret`);
  for (const person of model.people) {
    for (const currency of currencies) settlesPerson(model, month, person, currency, secret);
  }
  month.state = 'SETTLED';
  const next = monthAfter(month.month);
  for (const person of model.people) {
    const budget = budgetIn(model, person, next);
    if (!person.saved || !budget || leftAtCut(month, person, budget.currency) >= budget.micros) continue;
    const key = `top-up-wallet ${person.name} ${next}`;
    model.jobs.push({ name: 'top-up-wallet', key, person, month: next, done: false });
  }
};

/** What the month left in a wallet, of what was in it at the cut. */
const leftAtCut = ({ settled }: ModelMonth, person: Someone, currency: string): bigint => {
  const theirs = settled.find((one) => one.person === person && one.currency === currency);
  return theirs ? theirs.wallet - theirs.spent : 0n;
};

/** The whole way of a month that is over: cut, settled and published, from wherever it stands. */
export const movesOn = (model: Model, month: ModelMonth, secrets: Secrets): void => {
  if (month.state === 'OPEN') cuts(model, month);
  if (month.state === 'CUT') settles(model, month, secrets);
  if (month.state === 'SETTLED') {
    month.state = 'PUBLISHED';
    month.publishedAt = model.now;
  }
};

/** Whether somebody's money of a month went in a circle of at most six, each link at least 40 % of what its two ends moved. */
const isInRing = (model: Model, month: string, creator: Someone, currency: string): boolean => {
  const flows = model.months
    .flatMap((known) => (known.month === month ? known.flows : []))
    .filter((flow) => flow.currency === currency && flow.giver !== flow.receiver);
  const settled = model.months.flatMap((known) => (known.month === month ? known.settled : []));
  const given = (giver: Someone): bigint =>
    settled
      .filter((one) => one.person === giver && one.currency === currency)
      .reduce((sum, { spent, fee }) => sum + spent - fee, 0n);
  const received = (receiver: Someone): bigint =>
    model.earnings
      .filter((one) => one.month === month && one.creator === receiver && one.currency === currency)
      .reduce((sum, { micros }) => sum + micros, 0n);
  const links = (giver: Someone, receiver: Someone): boolean => {
    const micros = flows
      .filter((flow) => flow.giver === giver && flow.receiver === receiver)
      .reduce((sum, flow) => sum + flow.micros, 0n);
    return micros > 0n && micros * 100n >= given(giver) * 40n && micros * 100n >= received(receiver) * 40n;
  };
  const leadsBack = (path: readonly Someone[]): boolean =>
    model.people.some((next) => {
      if (!links(path.at(-1) ?? creator, next)) return false;
      if (next === creator) return true;
      return path.length < 6 && !path.includes(next) && leadsBack([...path, next]);
    });
  return leadsBack([creator]);
};

const free = (model: Model, creator: Someone, currency: string) =>
  model.earnings
    .filter((earning) => earning.creator === creator && earning.currency === currency)
    .filter((earning) => earning.day <= new Date(model.now).toISOString().slice(0, 10))
    .filter(({ month }) =>
      model.months.some(
        (known) => known.month === month && known.publishedAt + challengeDays * day <= model.now,
      ),
    )
    .filter(({ month }) => !isInRing(model, month, creator, currency))
    .map((earning) => ({ earning, micros: earning.micros - takenOf(model, earning) }))
    .filter(({ micros }) => micros > 0n)
    .sort((one, other) => (dayAndMonth(one.earning) < dayAndMonth(other.earning) ? -1 : 1));

const dayAndMonth = ({ day: from, month }: { readonly day: string; readonly month: string }) =>
  `${from} ${month}`;

const takenOf = (model: Model, earning: Model['earnings'][number]): bigint =>
  model.payouts
    .filter(({ state }) => state !== 'FAILED')
    .flatMap(({ parts }) => parts)
    .filter((part) => part.earning === earning)
    .reduce((sum, { micros }) => sum + micros, 0n);

const paysOne = (model: Model, month: ModelMonth, creator: Someone, currency: string): void => {
  const theirs = model.payouts.filter((payout) => payout.creator === creator && payout.currency === currency);
  if (theirs.some((payout) => payout.month === month.month || payout.state === 'INTENT')) return;
  const available = free(model, creator, currency);
  const total = available.reduce((sum, { micros }) => sum + micros, 0n);
  const [unit, minimum] = currency === 'JPY' ? [1_000_000n, 1_500_000_000n] : [10_000n, 10_000_000n];
  const whole = total - (total % unit);
  if (creator.payee !== 'enabled' || whole < minimum) return;
  const parts: { earning: Model['earnings'][number]; micros: bigint }[] = [];
  let open = whole;
  for (const { earning, micros } of available) {
    const part = micros < open ? micros : open;
    if (part > 0n) parts.push({ earning, micros: part });
    open -= part;
  }
  const at = model.now;
  const payout = { month: month.month, creator, currency, micros: whole, at, sent: false, parts };
  model.payouts.push({ ...payout, state: 'INTENT' });
  moves(model, `earnings:${creator.name}`, 'payouts', currency, whole);
  const made = model.payouts.at(-1);
  if (made)
    model.jobs.push({ name: 'send-payout', key: payoutKey('send-payout', made), payout: made, done: false });
};

export const payoutKey = (
  job: string,
  { month, creator, currency }: { month: string; creator: Someone; currency: string },
) => `${job} ${month} ${creator.name} ${currency}`;

const pays = (model: Model, month: ModelMonth): void => {
  for (const creator of model.people) {
    for (const currency of currencies) paysOne(model, month, creator, currency);
  }
  const underWay = model.payouts.some((payout) => payout.month === month.month && payout.state === 'INTENT');
  if (!underWay) month.state = 'PAID';
};

/** Everything that the clock allows. */
export const turns = (model: Model, secrets: Secrets): void => {
  const current = monthAt(model.now);
  opens(model, current);
  opens(model, monthAfter(current));
  const key = `fire-standing-flattrs ${current}`;
  if (!model.jobs.some((job) => job.key === key))
    model.jobs.push({ name: 'fire-standing-flattrs', key, month: current, done: false });
  for (const month of [...model.months].sort((one, other) => (one.month < other.month ? -1 : 1))) {
    if (month.state === 'PAID') continue;
    if (endOf(month.month) > model.now) break;
    movesOn(model, month, secrets);
    if (month.publishedAt + challengeDays * day <= model.now) pays(model, month);
  }
};
