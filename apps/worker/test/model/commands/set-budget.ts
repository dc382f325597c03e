import { endBudget } from '@flattr/domain/budgets/end-budget';
import { setBudget } from '@flattr/domain/budgets/set-budget';
import type { UserId } from '@flattr/domain/ids';
import type { RefusalCode } from '@flattr/domain/refusal';
import fc from 'fast-check';
import type { Command } from '../command.ts';
import { type BudgetRow, budgetIn, type Model, monthAfter, monthAt, opens, pick } from '../model.ts';

type Amount = {
  readonly amount: string;
  readonly currency: string;
  readonly micros: bigint;
  readonly refused?: RefusalCode;
};

const amounts: readonly Amount[] = [
  { amount: '2', currency: 'EUR', micros: 2_000_000n },
  { amount: '3.33', currency: 'EUR', micros: 3_330_000n },
  { amount: '25.00', currency: 'EUR', micros: 25_000_000n },
  { amount: '400.1', currency: 'EUR', micros: 400_100_000n },
  { amount: '2.00', currency: 'USD', micros: 2_000_000n },
  { amount: '77.77', currency: 'USD', micros: 77_770_000n },
  { amount: '300', currency: 'JPY', micros: 300_000_000n },
  { amount: '4999', currency: 'JPY', micros: 4_999_000_000n },
  { amount: '1.99', currency: 'EUR', micros: 0n, refused: 'budget-too-small' },
  { amount: '0', currency: 'USD', micros: 0n, refused: 'budget-too-small' },
  { amount: '5000.01', currency: 'EUR', micros: 0n, refused: 'budget-too-large' },
  { amount: '300.5', currency: 'JPY', micros: 0n, refused: 'amount-malformed' },
  { amount: '-5', currency: 'EUR', micros: 0n, refused: 'amount-malformed' },
  { amount: '5', currency: 'XTS', micros: 0n, refused: 'currency-unknown' },
];

const good = amounts.filter(({ refused }) => !refused);

const write = (model: Model, row: BudgetRow): void => {
  model.budgets = model.budgets.filter(({ person, from }) => person !== row.person || from < row.from);
  model.budgets.push(row);
};

type Most = { readonly most: string; readonly mostMicros: bigint; readonly mostRefused?: RefusalCode };
type Uncapped = {
  readonly most?: undefined;
  readonly mostMicros?: undefined;
  readonly mostRefused?: undefined;
};

/** Whole numbers, so that they are taken in each currency. */
const caps: readonly (Most | Uncapped)[] = [
  { most: '1', mostMicros: 1_000_000n },
  { most: '7', mostMicros: 7_000_000n },
  { most: '90000', mostMicros: 90_000_000_000n },
  { most: '0', mostMicros: 0n, mostRefused: 'max-per-flattr-too-small' },
  { most: '-1', mostMicros: 0n, mostRefused: 'amount-malformed' },
];
const uncapped: Uncapped = {};

type Input = Amount & (Most | Uncapped) & { readonly person: number; readonly monthsAtOnce: number };

export const setsBudget: Command<Input> = {
  often: 5,
  input: fc
    .record({
      person: fc.nat(5),
      asked: fc.oneof(
        { arbitrary: fc.constantFrom(...good), weight: 6 },
        { arbitrary: fc.constantFrom(...amounts), weight: 1 },
      ),
      monthsAtOnce: fc.constantFrom(1, 1, 1, 3, 12, 2),
      cap: fc.oneof(
        { arbitrary: fc.constant(uncapped), weight: 3 },
        { arbitrary: fc.constantFrom(...caps), weight: 2 },
      ),
    })
    .map(({ asked, cap, ...others }) => ({ ...asked, ...cap, ...others })),
  says: ({ person, amount, currency, monthsAtOnce, most }) =>
    `person ${person} gives ${amount} ${currency} a month${most === undefined ? '' : `, ${most} for a flattr`}, ${monthsAtOnce} at once`,
  refuses: (model, { refused, monthsAtOnce, mostRefused }) => {
    if (refused) return refused;
    if (monthsAtOnce === 2) return 'months-at-once-unknown';
    if (mostRefused) return mostRefused;
    opens(model, monthAt(model.now));
    return undefined;
  },
  does: async ({ platform }, { people }, { person, amount, currency, monthsAtOnce, most }) => {
    const input = { amount, currency, monthsAtOnce, maxPerFlattr: most };
    await setBudget(platform, pick(people, person).id as UserId, input);
  },
  applies: (model, { person: index, currency, micros, monthsAtOnce, mostMicros: most }) => {
    const person = pick(model.people, index);
    const current = monthAt(model.now);
    const inForce = budgetIn(model, person, current);
    const from = inForce && inForce.currency !== currency ? monthAfter(current) : current;
    write(model, { person, from, currency, micros, monthsAtOnce, most });
  },
};

export const endsBudget: Command<number> = {
  often: 1,
  input: fc.nat(5),
  says: (person) => `person ${person} ends giving`,
  refuses: (model, index) => {
    const current = monthAt(model.now);
    opens(model, current);
    const person = pick(model.people, index);
    const inForce = budgetIn(model, person, current);
    const toCome = model.budgets.filter((row) => row.person === person && row.from > current);
    return [inForce, ...toCome].every((row) => !row || row.micros === 0n) ? 'no-budget' : undefined;
  },
  does: ({ platform }, { people }, person) => endBudget(platform, pick(people, person).id as UserId),
  applies: (model, index) => {
    const from = monthAt(model.now);
    const inForce = budgetIn(model, pick(model.people, index), from);
    if (inForce) write(model, { ...inForce, from, micros: 0n, most: undefined });
  },
};
