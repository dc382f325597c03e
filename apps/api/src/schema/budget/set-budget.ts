import { type Budget, readBudget } from '@flattr/domain/budgets/read-budget';
import { setBudget } from '@flattr/domain/budgets/set-budget';
import { signedIn } from '../../asking.ts';
import { builder } from '../builder.ts';
import { type Answer, answer, errorsDescription, refusalRef } from '../errors.ts';
import { budgetRef } from './type.ts';

const input = builder.inputType('SetBudgetInput', {
  description: 'A monthly budget.',
  fields: (t) => ({
    amount: t.field({
      type: 'Decimal',
      required: true,
      description:
        'The sum a month, in whole minor units, from the currency’s `budgetMinimum` to 2,500 times that.',
    }),
    currency: t.field({ type: 'CurrencyCode', required: true, description: 'One of `currencies`.' }),
    monthsAtOnce: t.int({
      defaultValue: 3,
      description: 'For how many months at once the wallet is funded: 1, 3, 6 or 12.',
    }),
    maxPerFlattr: t.field({
      type: 'Decimal',
      description:
        'What a flattr of weight 1 may cost at most, the fee included, in whole minor units of the same currency. One above the budget changes nothing; without one the budget alone limits it.',
    }),
  }),
});

type Parts = { budget: Budget };

const payload = builder.objectRef<Answer<Parts>>('SetBudgetPayload').implement({
  description: 'The budget as it was set.',
  fields: (t) => ({
    budget: t.field({
      type: budgetRef,
      nullable: true,
      description: 'The budget, with the month from which it counts; null if it was refused.',
      resolve: ({ budget }) => budget,
    }),
    errors: t.field({
      type: [refusalRef],
      description: `${errorsDescription} In this order: \`CURRENCY_UNKNOWN\`, \`AMOUNT_MALFORMED\`, \`BUDGET_TOO_SMALL\`, \`BUDGET_TOO_LARGE\`, \`MONTHS_AT_ONCE_UNKNOWN\`; of \`maxPerFlattr\` then \`AMOUNT_MALFORMED\`, \`MAX_PER_FLATTR_TOO_SMALL\`.`,
      resolve: ({ errors }) => [...errors],
    }),
  }),
});

builder.mutationField('setBudget', (t) =>
  t.field({
    type: payload,
    description:
      'Sets what the viewer gives a month, from this month on; in another currency from the next month on. It charges nothing by itself. For a signed-in person only.',
    authScopes: { session: true },
    args: { input: t.arg({ type: input, required: true, description: 'The budget.' }) },
    resolve: (_root, { input: { amount, currency, monthsAtOnce, maxPerFlattr } }, asking) =>
      answer<Parts>(async (parts) => {
        const supporterId = signedIn(asking);
        const from = await setBudget(asking.platform, supporterId, {
          amount,
          currency,
          monthsAtOnce: monthsAtOnce ?? 3,
          maxPerFlattr: maxPerFlattr ?? undefined,
        });
        parts.budget = await readBudget(asking.platform.pool, supporterId, from);
      }),
  }),
);
