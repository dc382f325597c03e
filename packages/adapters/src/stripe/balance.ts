import { isCurrency, type Money } from '@flattr/domain/money';
import type Stripe from 'stripe';
import { fromStripe } from './amounts.ts';

/** What the operator's account may send away, in the currencies that this instance knows. */
export const readBalance = async (stripe: Stripe): Promise<readonly Money[]> => {
  const { available } = await stripe.balance.retrieve();
  return available
    .filter(({ currency }) => isCurrency(currency.toUpperCase()))
    .map(({ amount, currency }) => fromStripe(amount, currency));
};

/** What the operator's account holds in all, in the currencies that this instance knows. */
export const readHoldings = async (stripe: Stripe): Promise<readonly Money[]> => {
  const { available, pending } = await stripe.balance.retrieve();
  return [...available, ...pending]
    .filter(({ currency }) => isCurrency(currency.toUpperCase()))
    .map(({ amount, currency }) => fromStripe(amount, currency));
};
