import { monthText } from './day-text.ts';

type Card = {
  readonly brand?: string | null;
  readonly lastFour?: string | null;
  readonly expires?: string | null;
};

const brands: Readonly<Record<string, string>> = {
  amex: 'American Express',
  cartes_bancaires: 'Cartes Bancaires',
  diners: 'Diners Club',
  discover: 'Discover',
  eftpos_au: 'eftpos',
  jcb: 'JCB',
  link: 'Link',
  mastercard: 'Mastercard',
  unionpay: 'UnionPay',
  visa: 'Visa',
};

/** `Visa ending in 4242`, or undefined where the provider has not said which it is. */
export const cardText = ({ brand, lastFour }: Card): string | undefined =>
  lastFour ? `${brands[brand ?? ''] ?? 'Card'} ending in ${lastFour}` : undefined;

/** Until when it is good, or since when it is not. */
export const expiryText = ({ expires }: Card, monthNow: string): string => {
  if (!expires) return '';
  return expires < monthNow
    ? `It was good until the end of ${monthText(expires)}, and cannot be charged any more.`
    : `Good until the end of ${monthText(expires)}.`;
};
