import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  asMonth,
  firstDayAfter,
  isMonth,
  monthBefore,
  monthEnd,
  monthOf,
  monthStart,
  nextMonth,
} from './month.ts';

const anyMoment = fc.date({ min: new Date('1971-01-01'), max: new Date('9998-12-31'), noInvalidDate: true });

it('puts each moment into exactly one month', () => {
  fc.assert(
    fc.property(anyMoment, (moment) => {
      const month = monthOf(moment);
      expect(monthStart(month) <= moment && moment < monthEnd(month)).toBe(true);
      expect(monthBefore(nextMonth(month))).toBe(month);
    }),
  );
});

it('knows the turn of the year and the leap day', () => {
  expect(nextMonth(asMonth('2026-12'))).toBe('2027-01');
  expect(monthEnd(asMonth('2028-02')).toISOString()).toBe('2028-03-01T00:00:00.000Z');
  expect(monthOf(new Date('2028-02-29T23:59:59.999Z'))).toBe('2028-02');
});

it.each(['2026-13', '2026-00', '26-01', '2026-1', ' 2026-01', ''])('does not take %j for a month', (text) => {
  expect(isMonth(text)).toBe(false);
});

it('frees money on the first day that is wholly after the hold', () => {
  expect(firstDayAfter(new Date('2026-12-01T00:00:00.000Z'))).toBe('2026-12-01');
  expect(firstDayAfter(new Date('2026-12-01T00:00:00.001Z'))).toBe('2026-12-02');
  expect(firstDayAfter(new Date('2026-12-31T23:59:59.999Z'))).toBe('2027-01-01');
});
