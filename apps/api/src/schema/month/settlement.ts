import type { SettlementProgress } from '@flattr/domain/settlement/read-progress';
import { readSettlement } from '../../live/watching.ts';
import { builder } from '../builder.ts';
import { monthArg } from './month-arg.ts';
import { monthStateRef } from './month-state.ts';

export const settlementRef = builder.objectRef<SettlementProgress>('Settlement').implement({
  description: 'How far the settlement of a month is that has ended.',
  fields: (t) => ({
    month: t.expose('month', { type: 'Month', description: 'Which month.' }),
    state: t.field({
      type: monthStateRef,
      description: 'How far it has come; `OPEN` where it has ended and nobody has begun to settle it.',
      resolve: ({ state }) => state,
    }),
    shards: t.exposeInt('shards', {
      description: 'Into how many pieces of work it is divided; 0 until that is done.',
    }),
    shardsSettled: t.exposeInt('shardsSettled', { description: 'How many of them are done.' }),
    percent: t.exposeInt('percent', {
      description: 'The same in whole percent, 0 to 100, rounded down; 100 is settled, not published.',
    }),
    supporters: t.exposeInt('supporters', { description: 'How many wallets are settled so far.' }),
    supportersPerSecond: t.exposeInt('supportersPerSecond', {
      description:
        'Wallets settled in a second, over the last minute; 0 where none was, and while nothing is being settled.',
    }),
    secondsLeft: t.exposeInt('secondsLeft', {
      nullable: true,
      description:
        'In how many seconds all pieces are settled at the pace of the last minute; null where that says nothing.',
    }),
  }),
});

builder.queryField('settlement', (t) =>
  t.field({
    type: settlementRef,
    nullable: true,
    description:
      'How far the settlement of a month is; null before the month has ended, and for one that was never open here. Errors: `BAD_USER_INPUT` for a malformed month.',
    args: { month: t.arg({ type: 'Month', required: true, description: 'Which month.' }) },
    resolve: async (_root, args, { platform }) => {
      const month = monthArg(args.month);
      return month ? readSettlement(platform, month) : null;
    },
  }),
);
