import { type Money, microsOf } from './micros.ts';

const language = 'en';

/** A share is shown to this many decimals; its exact amount stands below it. */
const shareDecimals = 2;

/** The whole sum, to its last digit and at least to the minor unit: `€5.00`, `€0.285714`, `¥300`. */
export const moneyText = (sum: Money): string => formatter(sum.currency, 6).format(exact(sum));

/** A whole sum that came or went, with its sign: `+€5.00`, `−€0.285714`. */
export const changeText = (sum: Money): string =>
  `${microsOf(sum) < 0n ? '−' : '+'}${moneyText({ ...sum, amount: sum.amount.replace('-', '') })}`;

/** A sum cut to two decimals, never rounded up, and whether something was cut: say "about" then. */
export const shareText = (sum: Money): { readonly text: string; readonly cut: boolean } => ({
  text: formatter(sum.currency, shareDecimals).format(exact(sum)),
  cut: microsOf(sum) % 10n ** BigInt(6 - shareDecimals) !== 0n,
});

// Formatted from its digits: a `number` in between would lose some.
const exact = (sum: Money): Intl.StringNumericLiteral => {
  microsOf(sum);
  return sum.amount as Intl.StringNumericLiteral;
};

const formatter = (currency: string, decimals: number): Intl.NumberFormat =>
  new Intl.NumberFormat(language, {
    style: 'currency',
    currency,
    maximumFractionDigits: decimals,
    roundingMode: 'trunc',
  });

/** Whether a currency has a smaller unit than its own: the yen has none. */
export const hasDecimals = (currency: string): boolean =>
  new Intl.NumberFormat(language, { style: 'currency', currency }).resolvedOptions().maximumFractionDigits !==
  0;

/** The name of a currency, such as `Euro`. */
export const currencyName = (currency: string): string =>
  new Intl.DisplayNames(language, { type: 'currency' }).of(currency) ?? currency;

/** A count, with its thousands apart: `1 flattr`, `12,040 flattrs`. */
export const countText = (count: number, one: string, many = `${one}s`): string =>
  `${numberText(count)} ${count === 1 ? one : many}`;

export const numberText = (count: number): string => new Intl.NumberFormat(language).format(count);
