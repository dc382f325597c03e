import type { UserId } from '@flattr/domain/ids';
import { readEarnings } from '@flattr/domain/payouts/read-earnings';
import { readEarningsBalances } from '@flattr/domain/payouts/read-earnings-balances';
import { builder } from '../builder.ts';
import { monthArg } from '../month/month-arg.ts';
import { earningsBalanceRef } from './balance.ts';
import { earningsMonthRef } from './month.ts';
import { payoutAccountRef } from './payout-account.ts';

export const earningsRef = builder.objectRef<{ creatorId: UserId }>('Earnings').implement({
  description: 'What the viewer’s things brought, and what of it was paid out.',
  fields: (t) => ({
    balances: t.field({
      type: [earningsBalanceRef],
      description: 'What is not paid out yet, one balance per currency, in order of their codes.',
      resolve: async ({ creatorId }, _args, { platform }) => {
        const balances = await readEarningsBalances(platform, creatorId);
        return balances.map((balance) => ({ ...balance, creatorId }));
      },
    }),
    months: t.field({
      type: [earningsMonthRef],
      description:
        'The settled months in which something was earned, newest first, once per currency. Errors: `BAD_USER_INPUT` for a malformed month.',
      args: { month: t.arg({ type: 'Month', description: 'This month alone; by default all.' }) },
      resolve: async ({ creatorId }, { month }, { platform }) => [
        ...(await readEarnings(platform.pool, creatorId, monthArg(month))),
      ],
    }),
    payouts: t.prismaConnection({
      type: 'Payout',
      cursor: 'id',
      description: 'The payouts, newest first, those that failed or are on their way too.',
      totalCount: ({ creatorId }, _args, { platform }) => platform.db.payout.count({ where: { creatorId } }),
      resolve: (query, { creatorId }, _args, { platform }) =>
        platform.db.payout.findMany({ ...query, where: { creatorId }, orderBy: { id: 'desc' } }),
    }),
    payoutAccount: t.prismaField({
      type: payoutAccountRef,
      nullable: true,
      description: 'Where payouts go; null until `setUpPayouts`.',
      resolve: (query, { creatorId }, _args, { platform }) =>
        platform.db.payee.findUnique({ ...query, where: { creatorId } }),
    }),
  }),
});
