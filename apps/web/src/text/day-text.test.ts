import { expect, it } from 'vitest';
import {
  daysBetween,
  dayText,
  lastDayOf,
  lastDayText,
  minuteText,
  monthAt,
  monthBefore,
  monthText,
} from './day-text.ts';

it('says days and months in UTC, wherever the server stands', () => {
  expect(dayText('2026-11-22T23:59:59Z')).toBe('22 November 2026');
  expect(dayText('2026-12-02')).toBe('2 December 2026');
  expect(minuteText('2026-11-01T00:04:40Z')).toBe('1 November 2026 at 00:04 UTC');
  expect(monthText('2026-11')).toBe('November 2026');
  expect(lastDayText('2027-03-01T00:00:00Z')).toBe('28 February');
  expect([lastDayOf('2026-12'), lastDayOf('2028-02')]).toEqual(['31 December', '29 February']);
});

it('steps over the year', () => {
  expect([monthBefore('2027-01'), monthBefore('2026-12'), monthAt('2026-12-31T23:59:59Z')]).toEqual([
    '2026-12',
    '2026-11',
    '2026-12',
  ]);
});

it('counts a day that has begun', () => {
  const until = '2026-12-01T00:00:00Z';
  expect(daysBetween('2026-11-22T11:00:00Z', until)).toBe(9);
  expect(daysBetween('2026-11-30T23:59:59Z', until)).toBe(1);
  expect(daysBetween('2026-12-02T00:00:00Z', until)).toBe(0);
});
