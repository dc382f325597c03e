import type { EarningsBalance } from '@flattr/domain/payouts/read-earnings-balances';
import { builder } from '../builder.ts';
import { moneyRef } from '../money/type.ts';

export const earningsBalanceRef = builder.objectRef<EarningsBalance>('EarningsBalance').implement({
  description: 'Earnings in one currency that are not paid out yet: total = available + held.',
  fields: (t) => ({
    total: t.field({
      type: moneyRef,
      description: 'All of it: the sum of the ledger’s entries.',
      resolve: ({ total }) => total,
    }),
    available: t.field({
      type: moneyRef,
      description: 'What the next payout may take: its hold is over, and so is its month’s challenge.',
      resolve: ({ available }) => available,
    }),
    held: t.field({ type: moneyRef, description: 'What is still held.', resolve: ({ held }) => held }),
    minimum: t.field({
      type: moneyRef,
      description: 'From which sum on the available part is paid out, in whole minor units.',
      resolve: ({ minimum }) => minimum,
    }),
  }),
});
