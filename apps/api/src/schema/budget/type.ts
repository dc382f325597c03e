import { type Budget, readBudget } from '@flattr/domain/budgets/read-budget';
import { nextMonth } from '@flattr/domain/month';
import { type Asking, signedIn } from '../../asking.ts';
import { builder } from '../builder.ts';
import { moneyRef } from '../money/type.ts';

export const budgetRef = builder.objectRef<Budget>('Budget').implement({
  description: 'What a supporter gives a month.',
  fields: (t) => ({
    amount: t.field({
      type: moneyRef,
      description: 'The sum a month, the fee included.',
      resolve: ({ amount }) => amount,
    }),
    maxPerFlattr: t.field({
      type: moneyRef,
      nullable: true,
      description:
        'What a flattr of weight 1 may cost at most, the fee included; one of weight 3 up to three times that. What it leaves of the budget stays in the wallet. Null where only the budget limits it.',
      resolve: ({ maxPerFlattr }) => maxPerFlattr,
    }),
    monthsAtOnce: t.exposeInt('monthsAtOnce', {
      description: 'For how many months at once the wallet is funded: 1, 3, 6 or 12.',
    }),
    fromMonth: t.expose('fromMonth', { type: 'Month', description: 'The month from which it counts.' }),
  }),
});

/** The viewer's budget in force this month, and the one from next month on where that is another. */
export const readViewerBudgets = async (asking: Asking) => {
  const month = await asking.currentMonth();
  const { pool } = asking.platform;
  const current = await readBudget(pool, signedIn(asking), month);
  const following = await readBudget(pool, signedIn(asking), nextMonth(month));
  return { current, next: following && following.fromMonth !== current?.fromMonth ? following : undefined };
};
