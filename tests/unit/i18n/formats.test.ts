import { createFormatter } from 'use-intl';
import { expect, it } from 'vitest';
import { FORMATS } from '@/lib/i18n/formats';

const AFTER_MIDNIGHT = new Date('2026-11-24T00:05:09Z');

it.each([
  ['en', 'Nov 24, 2026, 00:05:09', '00:05'],
  ['de', '24.11.2026, 00:05:09', '00:05'],
] as const)('in %s hours run from 0 to 23', (locale, second, timeOfDay) => {
  const format = createFormatter({ locale, timeZone: 'UTC', formats: FORMATS });
  expect(format.dateTime(AFTER_MIDNIGHT, 'second')).toBe(second);
  expect(format.dateTime(AFTER_MIDNIGHT, 'timeOfDay')).toBe(timeOfDay);
  expect(format.dateTime(AFTER_MIDNIGHT, 'axisWeekdayTime')).toMatch(/^\S+ 00:05$/);
});
