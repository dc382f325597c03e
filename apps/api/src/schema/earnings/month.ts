import type { EarningsDay, EarningsMonth, EarningsThing } from '@flattr/domain/payouts/read-earnings';
import { builder } from '../builder.ts';
import { moneyRef } from '../money/type.ts';
import { thingRef } from '../thing/type.ts';

const earningsThing = builder.objectRef<EarningsThing>('EarningsThing').implement({
  description: 'What one thing brought in a month and currency.',
  fields: (t) => ({
    thing: t.prismaField({
      type: thingRef,
      description: 'The thing.',
      resolve: (query, { thingId }, _args, { platform }) =>
        platform.db.thing.findUniqueOrThrow({ ...query, where: { id: thingId } }),
    }),
    amount: t.field({
      type: moneyRef,
      description: 'The sum of its shares.',
      resolve: ({ amount }) => amount,
    }),
    flattrs: t.exposeInt('flattrs', { description: 'From how many flattrs in this currency.' }),
  }),
});

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
    things: t.field({
      type: [earningsThing],
      description: 'By thing, most first.',
      resolve: ({ things }) => [...things],
    }),
    availableOn: t.field({
      type: [earningsDay],
      description: 'The same sum by the day from which it can be paid out, the earliest first.',
      resolve: ({ availableOn }) => [...availableOn],
    }),
  }),
});
