/** A UTC calendar month `YYYY-MM`, half open: its end is the next one's start. */
export type Month = string & { readonly __brand: 'month' };

const pattern = /^[0-9]{4}-(0[1-9]|1[0-2])$/;

export const isMonth = (text: string): text is Month => pattern.test(text);

export const monthOf = (moment: Date): Month => moment.toISOString().slice(0, 7) as Month;

/** The month of a name that a table holds; a name of another form is our bug. */
export const asMonth = (text: string): Month => {
  if (!isMonth(text)) throw new Error(`${text} is not a month YYYY-MM`);
  return text;
};

export const monthStart = (month: Month): Date => new Date(`${month}-01T00:00:00.000Z`);

export const nextMonth = (month: Month): Month => {
  const start = monthStart(month);
  start.setUTCMonth(start.getUTCMonth() + 1);
  return monthOf(start);
};

/** The last of so many months, of which the given one is the first. */
export const lastOfMonths = (first: Month, months: number): Month => {
  const start = monthStart(first);
  start.setUTCMonth(start.getUTCMonth() + months - 1);
  return monthOf(start);
};

export const monthBefore = (month: Month): Month => monthOf(new Date(monthStart(month).getTime() - 1));

export const monthEnd = (month: Month): Date => monthStart(nextMonth(month));

const dayMs = 86_400_000;

export const addDays = (moment: Date, days: number): Date => new Date(moment.getTime() + days * dayMs);

/** A UTC day `YYYY-MM-DD`. */
export type Day = string & { readonly __brand: 'day' };

/** The first UTC day on which a moment is over: itself at midnight, otherwise the day after. */
export const firstDayAfter = (moment: Date): Day => dayNumbered(Math.ceil(moment.getTime() / dayMs));

/** A settlement asks for the same few days a million times. */
const days = new Map<number, Day>();

const dayNumbered = (number: number): Day => {
  const known = days.get(number);
  if (known) return known;
  const day = new Date(number * dayMs).toISOString().slice(0, 10) as Day;
  if (days.size < 10_000) days.set(number, day);
  return day;
};
