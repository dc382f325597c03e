import { type Currency, currencyOf, type Money, minorUnitMicros, money } from '@flattr/domain/money';

/** The id of what Stripe names or shows whole. */
export const idOf = (reference: string | { readonly id: string } | null | undefined): string | undefined =>
  typeof reference === 'string' ? reference : reference?.id;

/** Stripe counts these in hundredths, though they have no minor unit by ISO 4217. */
const countedInHundredths: ReadonlySet<Currency> = new Set(['ISK', 'UGX']);

/** Micros in one of the units that Stripe counts a currency in. */
const unitMicros = (currency: Currency): bigint =>
  countedInHundredths.has(currency) ? 10_000n : minorUnitMicros(currency);

/** A sum as Stripe tells it. */
export const fromStripe = (units: number, code: string): Money<Currency> => {
  const currency = currencyOf(code.toUpperCase());
  return money(BigInt(units) * unitMicros(currency), currency);
};

/** A sum as Stripe takes it: whole units of its own, exact, within what a number holds exactly. */
export const inMinorUnits = <F extends 'amount' | 'unit_amount'>(amount: Money, field: F) => {
  const units = amount.micros / unitMicros(amount.currency);
  if (units > BigInt(Number.MAX_SAFE_INTEGER)) throw new Error(`${units} is more than the provider takes`);
  return { currency: amount.currency.toLowerCase(), [field]: Number(units) } as { currency: string } & Record<
    F,
    number
  >;
};
