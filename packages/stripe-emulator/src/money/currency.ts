/** The currencies that Stripe counts without a minor unit. */
const zeroDecimal = new Set('bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf'.split(' '));
const threeDecimal = new Set('bhd jod kwd omr tnd'.split(' '));

/** How many decimals the minor unit of a currency stands for in Stripe's amounts. */
function decimalsOf(currency: string): number {
  if (zeroDecimal.has(currency)) return 0;
  return threeDecimal.has(currency) ? 3 : 2;
}

/** Whether a code has the shape of a currency, in lower case. */
export function isCurrency(code: string): boolean {
  return /^[a-z]{3}$/.test(code);
}

/** An amount in minor units as people read it: `formatAmount(1200, 'eur')` is `€12.00`. For display only. */
export function formatAmount(amount: number, currency: string): string {
  const digits = decimalsOf(currency);
  const format = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return format.format(amount / 10 ** digits);
}
