/** A sum in whole micros, millionths of the currency's major unit, with the currency that it is in. */
export type Money<C extends Currency = Currency> = { readonly micros: bigint; readonly currency: C };

type CurrencyFacts = {
  /** Decimal places of the minor unit, by ISO 4217. */
  readonly exponent: 0 | 2 | 3;
  readonly budgetMinimumMicros: bigint;
  readonly payoutMinimumMicros: bigint;
};

const currencies = {
  CHF: { exponent: 2, budgetMinimumMicros: 2_000_000n, payoutMinimumMicros: 10_000_000n },
  DKK: { exponent: 2, budgetMinimumMicros: 15_000_000n, payoutMinimumMicros: 75_000_000n },
  EUR: { exponent: 2, budgetMinimumMicros: 2_000_000n, payoutMinimumMicros: 10_000_000n },
  GBP: { exponent: 2, budgetMinimumMicros: 2_000_000n, payoutMinimumMicros: 10_000_000n },
  HUF: { exponent: 2, budgetMinimumMicros: 800_000_000n, payoutMinimumMicros: 4_000_000_000n },
  ISK: { exponent: 0, budgetMinimumMicros: 300_000_000n, payoutMinimumMicros: 1_500_000_000n },
  JPY: { exponent: 0, budgetMinimumMicros: 300_000_000n, payoutMinimumMicros: 1_500_000_000n },
  KWD: { exponent: 3, budgetMinimumMicros: 1_000_000n, payoutMinimumMicros: 4_000_000n },
  NOK: { exponent: 2, budgetMinimumMicros: 20_000_000n, payoutMinimumMicros: 100_000_000n },
  SEK: { exponent: 2, budgetMinimumMicros: 20_000_000n, payoutMinimumMicros: 100_000_000n },
  TWD: { exponent: 2, budgetMinimumMicros: 70_000_000n, payoutMinimumMicros: 350_000_000n },
  UGX: { exponent: 0, budgetMinimumMicros: 8_000_000_000n, payoutMinimumMicros: 40_000_000_000n },
  USD: { exponent: 2, budgetMinimumMicros: 2_000_000n, payoutMinimumMicros: 10_000_000n },
} as const satisfies Record<string, CurrencyFacts>;

export type Currency = keyof typeof currencies;

export const currencyCodes = Object.keys(currencies) as readonly Currency[];

export const isCurrency = (code: string): code is Currency => Object.hasOwn(currencies, code);

/** The currency of a code that a table or the provider holds; a code that this instance does not take is our bug. */
export const currencyOf = (code: string): Currency => {
  if (!isCurrency(code)) throw new Error(`the currency ${code} is not in the table`);
  return code;
};

export const budgetMinimum = <C extends Currency>(currency: C): Money<C> => ({
  micros: currencies[currency].budgetMinimumMicros,
  currency,
});

export const payoutMinimum = <C extends Currency>(currency: C): Money<C> => ({
  micros: currencies[currency].payoutMinimumMicros,
  currency,
});

export const money = <C extends Currency>(micros: bigint, currency: C): Money<C> => ({ micros, currency });

/** Adds two sums of one currency; two currencies do not compile, and where the compiler cannot know, it fails. */
export const add = <C extends Currency>(one: Money<C>, other: Money<NoInfer<C>>): Money<C> => {
  if (one.currency !== other.currency) throw new Error(`${one.currency} and ${other.currency} do not add up`);
  return { micros: one.micros + other.micros, currency: one.currency };
};

/** Decimal places of the currency's minor unit, by ISO 4217. */
export const exponentOf = (currency: Currency): number => currencies[currency].exponent;

/** Micros in one minor unit: 10,000 for a cent, 1,000,000 for a yen. */
export const minorUnitMicros = (currency: Currency): bigint =>
  10n ** BigInt(6 - currencies[currency].exponent);

/** The whole minor units in a sum; what is left over stays where it is. */
export const wholeMinorUnits = ({ micros, currency }: Money): bigint => micros / minorUnitMicros(currency);

export const fromMinorUnits = <C extends Currency>(units: bigint, currency: C): Money<C> => ({
  micros: units * minorUnitMicros(currency),
  currency,
});

const decimal = /^(0|[1-9][0-9]{0,11})(?:\.([0-9]{1,6}))?$/;

/** Reads an exact decimal such as `2`, `2.5` or `0.285714`; anything else, a sign or an exponent too, is undefined. */
export const parseDecimal = (text: string): bigint | undefined => {
  const [, whole, fraction = ''] = decimal.exec(text) ?? [];
  return whole === undefined ? undefined : BigInt(whole) * 1_000_000n + BigInt(fraction.padEnd(6, '0'));
};

/** Writes micros as an exact decimal, with the minor unit's places at least: `2.00`, `0.285714`, `300` yen. */
export const formatDecimal = ({ micros, currency }: Money): string => {
  const sign = micros < 0n ? '-' : '';
  const digits = `${micros < 0n ? -micros : micros}`.padStart(7, '0');
  const places = currencies[currency].exponent;
  const fraction = digits.slice(-6).replace(/0+$/, '').padEnd(places, '0');
  return `${sign}${digits.slice(0, -6)}${fraction && `.${fraction}`}`;
};
