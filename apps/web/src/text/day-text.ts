const language = 'en-GB';

const inUtc = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(language, { timeZone: 'UTC', ...options });

const dayFormat = inUtc({ day: 'numeric', month: 'long', year: 'numeric' });
const minuteFormat = inUtc({
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const monthFormat = inUtc({ month: 'long', year: 'numeric' });
const monthNameFormat = inUtc({ month: 'long' });

/** `22 November 2026`. */
export const dayText = (instant: string): string => dayFormat.format(new Date(instant));

/** `22 November 2026 at 14:05 UTC`. */
export const minuteText = (instant: string): string => `${minuteFormat.format(new Date(instant))} UTC`;

/** How a month is written in addresses and forms. */
export const monthForm = /^\d{4}-(?:0[1-9]|1[0-2])$/;

/** `November 2026`, of `2026-11`. */
export const monthText = (month: string): string => monthFormat.format(new Date(`${month}-01T00:00:00Z`));

/** `November`, of `2026-11`. */
export const monthName = (month: string): string => monthNameFormat.format(new Date(`${month}-01T00:00:00Z`));

/** The month that an instant is in, as `2026-11`. */
export const monthAt = (instant: string): string => new Date(instant).toISOString().slice(0, 7);

/** The last day of a month, as `30 November`. */
export const lastDayOf = (month: string): string => {
  const next = new Date(`${month}-01T00:00:00Z`);
  next.setUTCMonth(next.getUTCMonth() + 1);
  return lastDayText(next.toISOString());
};

/** `2025-12`, of `2026-01`. */
export const monthBefore = (month: string): string => {
  const day = new Date(`${month}-01T00:00:00Z`);
  day.setUTCMonth(day.getUTCMonth() - 1);
  return day.toISOString().slice(0, 7);
};

const dayMs = 24 * 60 * 60 * 1000;

/** Begun days between two instants, never below 0. */
export const daysBetween = (from: string, until: string): number =>
  Math.max(0, Math.ceil((Date.parse(until) - Date.parse(from)) / dayMs));

const shortFormat = inUtc({ day: 'numeric', month: 'long' });

/** `22 November`, where the year is known. */
export const shortDayText = (instant: string): string => shortFormat.format(new Date(instant));

/** The last day of a month that ends at this instant, as `30 November`. */
export const lastDayText = (endsAt: string): string => shortFormat.format(new Date(Date.parse(endsAt) - 1));
