import { monthEnd } from '@flattr/domain/month';
import type { FlattrSoFar, MonthSoFar } from '@flattr/domain/settlement/month-so-far';
import { builder } from '../builder.ts';
import { moneyRef } from '../money/type.ts';
import { standingFlattrRef } from '../standing-flattr/type.ts';
import { thingRef } from '../thing/type.ts';
import { fateOf, flattrFateRef } from './fate.ts';

const flattrSoFar = builder.objectRef<FlattrSoFar>('FlattrSoFar').implement({
  description: 'One of the viewer’s flattrs of the month that the clock is in.',
  fields: (t) => ({
    thing: t.prismaField({
      type: thingRef,
      description: 'What was flattred.',
      resolve: (query, { thingId }, _args, { platform }) =>
        platform.db.thing.findUniqueOrThrow({ ...query, where: { id: thingId } }),
    }),
    weight: t.exposeInt('weight', { description: 'How much it counts, 1 to 10.' }),
    flattredAt: t.expose('flattredAt', { type: 'DateTime', description: 'When.' }),
    standingFlattr: t.field({
      type: standingFlattrRef,
      nullable: true,
      description: 'What has it repeat each month; null where it stands for this month alone.',
      resolve: ({ thingId }, _args, asking) => asking.viewerStandingFlattr(thingId),
    }),
    fate: t.field({
      type: flattrFateRef,
      description: 'Whether it would count if the month were cut now.',
      resolve: fateOf,
    }),
    worth: t.field({
      type: moneyRef,
      nullable: true,
      description:
        'What it would become if the month were cut now, the fee taken off; 0 where it does not count; null without a budget.',
      resolve: ({ worth }) => worth,
    }),
  }),
});

export const monthSoFarRef = builder.objectRef<MonthSoFar>('MonthSoFar').implement({
  description: 'The viewer’s month as it stands: what would become of the budget if the month were cut now.',
  fields: (t) => ({
    month: t.expose('month', { type: 'Month', description: 'Which month.' }),
    endsAt: t.field({
      type: 'DateTime',
      description: 'When it ends: the cut, after which it takes no flattrs.',
      resolve: ({ month }) => monthEnd(month),
    }),
    flattrs: t.field({
      type: [flattrSoFar],
      description: 'The viewer’s flattrs of the month, newest first.',
      resolve: ({ flattrs }) => [...flattrs],
    }),
    spent: t.field({
      type: moneyRef,
      nullable: true,
      description:
        'What the wallet would give: the least of the budget, what is in the wallet, and the budget’s `maxPerFlattr` times the sum of the weights that count; 0 without a flattr; null without a budget.',
      resolve: ({ spent }) => spent,
    }),
    fee: t.field({
      type: moneyRef,
      nullable: true,
      description: 'The instance’s fee in it; null without a budget.',
      resolve: ({ fee }) => fee,
    }),
  }),
});
