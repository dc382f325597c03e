import type { EarningsDay, EarningsMonth } from '@flattr/domain/payouts/read-earnings';
import { builder } from '../builder.ts';
import { moneyRef } from '../money/type.ts';
import { earningsThingConnection, earningsThingEdge, earningsThingRef, pageOfThings } from './thing.ts';

const earningsDay = builder.objectRef<EarningsDay>('EarningsDay').implement({
  description: 'What becomes available on one day.',
  fields: (t) => ({
    day: t.expose('day', { type: 'Date', description: 'The UTC day from which it can be paid out.' }),
    amount: t.field({ type: moneyRef, description: 'How much.', resolve: ({ amount }) => amount }),
  }),
});

export const earningsMonthRef = builder.objectRef<EarningsMonth>('EarningsMonth').implement({
  description: 'What the viewer earned in a settled month, in one currency.',
  fields: (t) => ({
    month: t.expose('month', { type: 'Month', description: 'Which month.' }),
    currency: t.field({
      type: 'CurrencyCode',
      description: 'Which currency.',
      resolve: ({ currency }) => currency,
    }),
    amount: t.field({ type: moneyRef, description: 'All of it.', resolve: ({ amount }) => amount }),
    things: t.connection(
      {
        type: earningsThingRef,
        description: 'The same sum by thing, the largest first.',
        resolve: (month, args, asking) => pageOfThings(asking, month, args),
      },
      earningsThingConnection,
      earningsThingEdge,
    ),
    availableOn: t.field({
      type: [earningsDay],
      description: 'The same sum by the day from which it can be paid out, the earliest first.',
      resolve: ({ availableOn }) => [...availableOn],
    }),
  }),
});
