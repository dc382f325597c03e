import type { SupporterMonth } from '@flattr/domain/settlement/read-supporter-months';
import { builder } from '../builder.ts';
import { moneyRef } from '../money/type.ts';
import { pageOfShares, shareConnection, shareEdge, shareRef } from './share.ts';

export const supporterMonthRef = builder.objectRef<SupporterMonth>('SupporterMonth').implement({
  description: 'What became of the viewer’s budget in a settled month.',
  fields: (t) => ({
    month: t.expose('month', { type: 'Month', description: 'Which month.' }),
    budget: t.field({
      type: moneyRef,
      description: 'The budget at the cut.',
      resolve: ({ budget }) => budget,
    }),
    spent: t.field({
      type: moneyRef,
      description: 'What was given, the fee included.',
      resolve: ({ spent }) => spent,
    }),
    fee: t.field({ type: moneyRef, description: 'The instance’s fee in it.', resolve: ({ fee }) => fee }),
    kept: t.field({ type: moneyRef, description: 'What stayed in the wallet.', resolve: ({ kept }) => kept }),
    flattrs: t.exposeInt('flattrs', { description: 'How many flattrs counted.' }),
    shares: t.connection(
      {
        type: shareRef,
        description:
          'What each of the viewer’s flattrs of the month became, the largest share first; those that did not count too. They add up to `spent` less `fee`. Empty for a currency that was not the budget’s.',
        resolve: async ({ supporterId, month, budget: { currency } }, args, { ownPages }) =>
          pageOfShares(await ownPages.shares({ supporterId, month, currency }), args),
      },
      shareConnection,
      shareEdge,
    ),
  }),
});
