import { type FundingChoice, fundingChoices } from '@flattr/domain/payments/funding-choices';
import type { Asking } from '../../asking.ts';
import { readViewerBudgets } from '../budget/type.ts';
import { builder } from '../builder.ts';
import { moneyRef } from '../money/type.ts';

export const fundingChoiceRef = builder.objectRef<FundingChoice>('FundingChoice').implement({
  description:
    'What it would about cost to fund the wallet for so many months at once, by the provider’s published prices.',
  fields: (t) => ({
    monthsAtOnce: t.exposeInt('monthsAtOnce', { description: 'How many months: 1, 3, 6 or 12.' }),
    charge: t.field({
      type: moneyRef,
      description: 'What would be charged: the budget times the months.',
      resolve: ({ charge }) => charge,
    }),
    estimatedFee: t.field({
      type: moneyRef,
      description: 'What the provider would about keep.',
      resolve: ({ estimatedFee }) => estimatedFee,
    }),
    estimatedCredit: t.field({
      type: moneyRef,
      description: 'What would about arrive in the wallet.',
      resolve: ({ estimatedCredit }) => estimatedCredit,
    }),
    feeShare: t.field({
      type: 'Decimal',
      description: 'The fee’s part of the charge in percent, with one decimal: `"4.7"`.',
      resolve: ({ feePerMille }) => `${feePerMille / 10n}.${feePerMille % 10n}`,
    }),
  }),
});

/** The choices with the budget that the next funding would go by. */
export const readFundingChoices = async (asking: Asking): Promise<readonly FundingChoice[]> => {
  const { current, next } = await readViewerBudgets(asking);
  const budget = next ?? current;
  return budget ? fundingChoices(budget.amount, (charge) => asking.platform.gateway.estimateFee(charge)) : [];
};
