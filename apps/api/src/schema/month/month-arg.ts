import { isMonth, type Month } from '@flattr/domain/month';
import { badInput } from '../../graphql-errors.ts';

/** A month that a caller may leave out; anything but a month is bad input. */
export const monthArg = (month: string | null | undefined): Month | undefined => {
  if (month === null || month === undefined) return undefined;
  if (!isMonth(month)) throw badInput('A month is written YYYY-MM.');
  return month;
};
