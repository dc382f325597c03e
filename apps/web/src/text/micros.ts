/** A sum as the API states it: an exact decimal and its currency. */
export type Money = { readonly amount: string; readonly currency: string };

const decimal = /^(-?)(\d+)(?:\.(\d{1,6}))?$/;

/** The whole millionths in a sum. Pages compare and subtract with these alone. */
export const microsOf = ({ amount }: Money): bigint => {
  const [, sign, whole, fraction = ''] = decimal.exec(amount) ?? [];
  if (whole === undefined) throw new Error(`the amount ${amount} is not an exact decimal`);
  const micros = BigInt(whole) * 1_000_000n + BigInt(fraction.padEnd(6, '0'));
  return sign ? -micros : micros;
};

/** The exact decimal of whole millionths. */
export const moneyOf = (micros: bigint, currency: string): Money => {
  const digits = `${micros < 0n ? -micros : micros}`.padStart(7, '0');
  return { amount: `${micros < 0n ? '-' : ''}${digits.slice(0, -6)}.${digits.slice(-6)}`, currency };
};

export const isZero = (sum: Money): boolean => microsOf(sum) === 0n;
