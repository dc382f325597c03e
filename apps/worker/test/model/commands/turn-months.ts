import { asMonth } from '@flattr/domain/month';
import { cutMonth } from '@flattr/domain/settlement/cut-month';
import { readMonth } from '@flattr/domain/settlement/month-row';
import { settleMonth } from '@flattr/domain/settlement/settle-month';
import { turnMonths } from '@flattr/domain/settlement/turn-months';
import fc from 'fast-check';
import type { Command, Real } from '../command.ts';
import { endOf, type Model, type ModelMonth, monthAfter, monthAt } from '../model.ts';
import { cuts, movesOn, type Secrets, turns } from '../settle-naively.ts';

const readSecrets = async ({ platform }: Real): Promise<Secrets> => {
  const { rows } = await platform.pool.query<{ month: string; secret: Buffer }>(
    'SELECT month, secret FROM months',
  );
  return new Map(rows.map(({ month, secret }) => [month, secret]));
};

/** The months that are not settled, oldest first. */
const unsettled = ({ months }: Model): ModelMonth[] =>
  months
    .filter(({ state }) => state === 'OPEN' || state === 'CUT')
    .sort((one, other) => (one.month < other.month ? -1 : 1));

export const turnsMonths: Command<null, Secrets> = {
  often: 8,
  input: fc.constant(null),
  says: () => 'the months are turned',
  does: async (real) => {
    await turnMonths(real.platform);
    return readSecrets(real);
  },
  applies: (model, _, secrets) => turns(model, secrets),
};

/** The oldest month that is not settled, if it is over. */
const cuttable = (model: Model): ModelMonth | undefined =>
  unsettled(model)
    .slice(0, 1)
    .find(({ state, month }) => state === 'OPEN' && endOf(month) <= model.now);

export const cutsMonth: Command<null> = {
  often: 2,
  input: fc.constant(null),
  says: () => 'the month that is over is cut, and no more',
  possible: (model) => cuttable(model) !== undefined,
  does: async ({ platform }, model) => {
    const row = await readMonth(platform.pool, asMonth(cuttable(model)?.month ?? ''));
    if (!row || !(await cutMonth(platform, row))) throw new Error('the month was not cut');
  },
  applies: (model) => {
    const month = cuttable(model);
    if (month) cuts(model, month);
  },
};

type Which = 'oldest' | 'newest' | 'never opened';

const meant = (model: Model, which: Which): string => {
  const months = model.months.map(({ month }) => month).sort();
  if (which === 'never opened') return '2026-09';
  const oldest = unsettled(model)[0]?.month;
  return (which === 'oldest' ? oldest : months.at(-1)) ?? monthAfter(monthAt(model.now));
};

export const settlesMonth: Command<Which, Secrets> = {
  often: 2,
  input: fc.constantFrom<Which>('oldest', 'oldest', 'newest', 'never opened'),
  says: (which) => `the ${which} month is settled`,
  refuses: (model, which) => {
    const month = meant(model, which);
    if (endOf(month) > model.now) return 'month-not-over';
    if (!model.months.some((known) => known.month === month)) return 'month-unknown';
    return unsettled(model).some((known) => known.month < month) ? 'months-out-of-order' : undefined;
  },
  does: async (real, model, which) => {
    await settleMonth(real.platform, asMonth(meant(model, which)));
    return readSecrets(real);
  },
  applies: (model, which, secrets) => {
    const month = model.months.find((known) => known.month === meant(model, which));
    if (month) movesOn(model, month, secrets);
  },
};

export const changesFee: Command<number> = {
  often: 1,
  input: fc.constantFrom(0, 1, 500, 1234, 3000),
  says: (basisPoints) => `the operator asks for a fee of ${basisPoints} basis points`,
  does: async (real, _, feeBasisPoints) => {
    real.platform = { ...real.platform, policy: { ...real.platform.policy, feeBasisPoints } };
  },
  applies: (model, basisPoints) => {
    model.feeBasisPoints = BigInt(basisPoints);
  },
};
