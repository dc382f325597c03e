import { isMonth } from '@flattr/domain/month';
import { builder } from '../builder.ts';
import { settledMonthRef } from './settled-month.ts';

const published = { in: ['PUBLISHED', 'PAID'] };

builder.queryField('settledMonth', (t) =>
  t.prismaField({
    type: settledMonthRef,
    nullable: true,
    description: 'A month’s published totals; null unless they are published.',
    args: { month: t.arg({ type: 'Month', required: true, description: 'Which month.' }) },
    resolve: (query, _root, { month }, { platform }) =>
      isMonth(month) ? platform.db.month.findUnique({ ...query, where: { month, state: published } }) : null,
  }),
);

builder.queryField('settledMonths', (t) =>
  t.prismaField({
    type: [settledMonthRef],
    description: 'All months whose totals are published, newest first.',
    resolve: (query, _root, _args, { platform }) =>
      platform.db.month.findMany({ ...query, where: { state: published }, orderBy: { month: 'desc' } }),
  }),
);
