import { currencyOf, money } from '@flattr/domain/money';
import { addDays } from '@flattr/domain/month';
import { builder } from '../builder.ts';
import { moneyRef } from '../money/type.ts';
import { monthStateRef, stateOf } from './month-state.ts';

export const settledMonthRef = builder.prismaObject('Month', {
  name: 'SettledMonth',
  description: 'A month whose totals are published.',
  fields: (t) => ({
    month: t.expose('month', { type: 'Month', description: 'Which month.' }),
    state: t.field({
      type: monthStateRef,
      description: '`PUBLISHED` or `PAID`.',
      resolve: ({ state }) => stateOf(state),
    }),
    algorithm: t.exposeInt('algorithm', {
      description: 'By which rules it was settled and published: 1, totals alone.',
    }),
    feeBasisPoints: t.exposeInt('feeBasisPoints', {
      description:
        'The instance’s fee in hundredths of a percent of what was spent, frozen when the month opened.',
    }),
    cutAt: t.field({
      type: 'DateTime',
      description: 'When it stopped taking flattrs.',
      resolve: ({ month, cutAt }) => {
        if (!cutAt) throw new Error(`the published month ${month} was never cut`);
        return cutAt;
      },
    }),
    publishedAt: t.expose('publishedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When its statements were published.',
    }),
    paidAt: t.expose('paidAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When its run of payouts was over; null before.',
    }),
    challengeEndsAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'Until when the statements can be challenged, before anything is paid out.',
      resolve: ({ publishedAt, challengeDays }) => publishedAt && addDays(publishedAt, challengeDays),
    }),
    statements: t.relation('statements', {
      description: 'The totals, one statement per currency, in order of their codes.',
      query: { orderBy: { currency: 'asc' } },
    }),
  }),
});

builder.prismaObject('Statement', {
  description: 'A month’s totals in one currency: wallets = fees + distributed + kept.',
  fields: (t) => ({
    currency: t.field({
      type: 'CurrencyCode',
      description: 'Its currency.',
      resolve: ({ currency }) => currencyOf(currency),
    }),
    wallets: t.field({
      type: moneyRef,
      description: 'What was in the wallets at the cut.',
      resolve: ({ walletsMicros, currency }) => money(walletsMicros, currencyOf(currency)),
    }),
    fees: t.field({
      type: moneyRef,
      description: 'The instance’s fees.',
      resolve: ({ feesMicros, currency }) => money(feesMicros, currencyOf(currency)),
    }),
    distributed: t.field({
      type: moneyRef,
      description: 'What went to creators, or waits for those who have not come yet.',
      resolve: ({ distributedMicros, currency }) => money(distributedMicros, currencyOf(currency)),
    }),
    escrowed: t.field({
      type: moneyRef,
      description:
        'Of what was distributed, what waits for creators who have not come yet, as it was when the month was published.',
      resolve: ({ escrowedMicros, currency }) => money(escrowedMicros, currencyOf(currency)),
    }),
    kept: t.field({
      type: moneyRef,
      description: 'What stayed in the wallets.',
      resolve: ({ keptMicros, currency }) => money(keptMicros, currencyOf(currency)),
    }),
    supporters: t.exposeInt('supporters', { description: 'How many gave.' }),
    creators: t.exposeInt('creators', { description: 'How many received.' }),
    things: t.exposeInt('things', { description: 'For how many things.' }),
    flattrs: t.exposeInt('flattrs', { description: 'By how many flattrs.' }),
  }),
});
