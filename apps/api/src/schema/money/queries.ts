import { budgetMinimum, type Currency, payoutMinimum } from '@flattr/domain/money';
import { builder } from '../builder.ts';
import { moneyRef } from './type.ts';

const currencyTerms = builder.objectRef<{ currency: Currency }>('CurrencyTerms').implement({
  description: 'What holds for a currency on this instance.',
  fields: (t) => ({
    currency: t.field({
      type: 'CurrencyCode',
      description: 'The currency.',
      resolve: ({ currency }) => currency,
    }),
    budgetMinimum: t.field({
      type: moneyRef,
      description: 'The smallest monthly budget.',
      resolve: ({ currency }) => budgetMinimum(currency),
    }),
    payoutMinimum: t.field({
      type: moneyRef,
      description: 'From which sum on earnings are paid out.',
      resolve: ({ currency }) => payoutMinimum(currency),
    }),
  }),
});

builder.queryField('currencies', (t) =>
  t.field({
    type: [currencyTerms],
    description: 'The currencies that budgets may be in, in order of their codes.',
    resolve: (_root, _args, { platform }) => platform.policy.currencies.map((currency) => ({ currency })),
  }),
);

builder.queryField('payoutCountries', (t) =>
  t.stringList({
    description: 'Where creators can be paid: two-letter codes by ISO 3166, in order.',
    resolve: (_root, _args, { platform }) => [...platform.gateway.countries],
  }),
);

builder.queryField('now', (t) =>
  t.field({
    type: 'DateTime',
    description: 'The instance’s clock, by which months begin and end.',
    resolve: (_root, _args, { platform }) => platform.clock.now(),
  }),
);
