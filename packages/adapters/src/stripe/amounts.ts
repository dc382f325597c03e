import { type Currency, currencyOf, fromMinorUnits, type Money, wholeMinorUnits } from '@flattr/domain/money';

/** The id of what Stripe names or shows whole. */
export const idOf = (reference: string | { readonly id: string } | null | undefined): string | undefined =>
  typeof reference === 'string' ? reference : reference?.id;

/** A sum as Stripe tells it. */
export const fromStripe = (units: number, currency: string): Money<Currency> =>
  fromMinorUnits(BigInt(units), currencyOf(currency.toUpperCase()));

/** A sum as Stripe takes it: whole minor units, exact, within what a number holds exactly. */
export const inMinorUnits = <F extends 'amount' | 'unit_amount'>(amount: Money, field: F) => {
  const units = wholeMinorUnits(amount);
  if (units > BigInt(Number.MAX_SAFE_INTEGER)) throw new Error(`${units} is more than the provider takes`);
  return { currency: amount.currency.toLowerCase(), [field]: Number(units) } as { currency: string } & Record<
    F,
    number
  >;
};
