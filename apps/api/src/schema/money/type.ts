import { formatDecimal, type Money } from '@flattr/domain/money';
import { builder } from '../builder.ts';

export const moneyRef = builder.objectRef<Money>('Money').implement({
  description: 'A sum in one currency, exact to a millionth. Nothing is ever converted.',
  fields: (t) => ({
    amount: t.field({
      type: 'Decimal',
      description:
        'The sum in the currency’s major unit, with at least the places of its minor unit: `"2.00"`, `"0.285714"`, `"300"` yen.',
      resolve: (sum) => formatDecimal(sum),
    }),
    currency: t.field({
      type: 'CurrencyCode',
      description: 'Its currency.',
      resolve: ({ currency }) => currency,
    }),
  }),
});
