import type { FieldRefusal } from './auth-refusal.ts';
import type { Money } from './micros.ts';
import { currencyName, hasDecimals, moneyText } from './money-text.ts';

/** A refused amount's sentence with what would be taken: the least in this currency, and whole numbers where it has no other. */
export const withLeast = (refusal: FieldRefusal | undefined, least: Money | undefined) => {
  if (refusal?.field !== 'amount' || !least) return refusal;
  const { currency } = least;
  const leastText = `The least in ${currency} is ${moneyText(least)}.`;
  if (refusal.code === 'BUDGET_TOO_SMALL') return { ...refusal, message: `${refusal.message} ${leastText}` };
  if (refusal.code !== 'AMOUNT_MALFORMED') return refusal;
  if (hasDecimals(currency)) return { ...refusal, message: `${refusal.message} ${leastText}` };
  const whole = `${currencyName(currency)} has no decimals: give a whole number such as ${least.amount}.`;
  return { ...refusal, message: whole };
};
