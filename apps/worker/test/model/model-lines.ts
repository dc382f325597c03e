import { naiveNet } from '@flattr/test-world/naive-month';
import { type Charge, holds, type Model, type ModelMonth, type Split } from './model.ts';

/** The lines that the database should hold by the model, in order: `rows.ts` reads them there. */
export const modelLines = (model: Model): readonly string[] =>
  [
    ...accountLines(model),
    ...model.flattrs.map((one) => `flattr ${one.month} ${one.person.name} ${one.thing.name} ${one.weight}`),
    ...model.budgets.map(
      (row) =>
        `budget ${row.person.name} ${row.from} ${row.micros} ${row.currency} ${row.monthsAtOnce} ${row.most ?? 'none'}`,
    ),
    ...model.splits.flatMap(splitLines),
    ...model.standing.map(
      ({ person, thing, weight, first, last, stopped, fired }) =>
        `standing ${person.name} ${thing.name} ${weight} ${first} ${last ?? 'open'} ${stopped} ${fired}`,
    ),
    ...model.charges.flatMap(chargeLines),
    ...model.months.flatMap(monthLines),
    ...model.earnings.map(
      (one) => `earnings ${one.month} ${one.creator.name} ${one.currency} ${one.day} ${one.micros}`,
    ),
    ...payoutLines(model),
    ...model.jobs.map(({ key, done }) => `job ${key} ${done ? 'done' : 'undone'}`),
  ].sort();

const accountLines = (model: Model): string[] => {
  const names = new Set(model.entries.map(({ account, currency }) => `${account} ${currency}`));
  return [...names].flatMap((name) => {
    const [account = '', currency = ''] = name.split(' ');
    const micros = holds(model, account, currency);
    return micros === 0n ? [] : [`account ${name} ${micros}`];
  });
};

const splitLines = ({ thing, proposer, parts, state, from }: Split, place: number): string[] => {
  const name = `split ${place + 1} ${thing.name}`;
  return [
    `${name} ${proposer.name} ${state}${from && ` ${from}`}`,
    ...parts.map(({ person, points, accepted }) => `${name} ${person.name} ${points} ${accepted}`),
  ];
};

const chargeLines = (charge: Charge): string[] => {
  const { kind, person, gross, currency, state, holdDays, drawn } = charge;
  const credited = state === 'SUCCEEDED' ? ` ${naiveNet(gross, currency)} ${holdDays}` : '';
  return [
    `charge ${kind} ${person.name} ${gross} ${currency} ${state}${credited}`,
    ...drawn.map(({ month, micros }) => `source ${month} ${person.name} ${gross} ${currency} ${micros}`),
  ];
};

const monthLines = ({ month, state, feeBasisPoints, settled, sums }: ModelMonth): string[] => {
  const things = new Map<string, { micros: bigint; flattrs: number }>();
  for (const { thing, beneficiary, currency, micros } of sums) {
    const key = `${thing.name} ${beneficiary.name} ${currency}`;
    const known = things.get(key) ?? { micros: 0n, flattrs: 0 };
    things.set(key, { micros: known.micros + micros, flattrs: known.flattrs + 1 });
  }
  return [
    `month ${month} ${state} ${feeBasisPoints}`,
    ...settled.map(
      (one) =>
        `settled ${month} ${one.person.name} ${one.currency} ${one.budget} ${one.wallet} ${one.spent} ${one.fee} ${one.flattrs} ${one.most ?? 'none'}`,
    ),
    ...[...things].map(([key, { micros, flattrs }]) => `thing ${month} ${key} ${micros} ${flattrs}`),
    ...(state === 'PUBLISHED' || state === 'PAID' ? statementLines({ month, settled }) : []),
  ];
};

const statementLines = ({ month, settled }: Pick<ModelMonth, 'month' | 'settled'>): string[] =>
  [...new Set(settled.map(({ currency }) => currency))].map((currency) => {
    const ours = settled.filter((one) => one.currency === currency);
    const add = (of: (one: (typeof ours)[number]) => bigint) => ours.reduce((sum, one) => sum + of(one), 0n);
    const wallets = add(({ wallet }) => wallet);
    const fees = add(({ fee }) => fee);
    const kept = add(({ wallet, spent }) => wallet - spent);
    const given = ours.filter(({ spent }) => spent > 0n);
    const flattrs = given.reduce((sum, one) => sum + one.flattrs, 0);
    return `statement ${month} ${currency} ${wallets} ${fees} ${wallets - fees - kept} ${kept} ${flattrs}`;
  });

const payoutLines = ({ payouts }: Model): string[] =>
  payouts.flatMap(({ month, creator, currency, micros, state, parts }) => [
    `payout ${month} ${creator.name} ${currency} ${micros} ${state}`,
    ...parts.map(
      ({ earning, micros: part }) =>
        `part ${month} ${creator.name} ${currency} ${earning.month} ${earning.day} ${part}`,
    ),
  ]);
