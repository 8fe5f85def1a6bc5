import { describe, expect, it } from 'vitest';
import { weeklyHours } from '@/lib/policy/conditions/weekly-hours';

const WORKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri'];
const at = (parameters: object, instant: string) =>
  weeklyHours.bind({ weekdays: WORKDAYS, start: '08:00', end: '18:00', timeZone: 'Europe/Berlin', ...parameters })?.judge({
    'time.now': `${instant}.000Z`,
  });

// 2026-11-23 is a Monday. Berlin is an hour ahead of UTC in winter, two in summer.
describe('Weekday and hours', () => {
  it.each([
    ['the first minute', '2026-11-23T07:00:00', 'true'],
    ['the minute before', '2026-11-23T06:59:59', 'false'],
    ['the last minute', '2026-11-23T16:59:59', 'true'],
    ['the end', '2026-11-23T17:00:00', 'false'],
    ['a Saturday', '2026-11-28T11:00:00', 'false'],
    ['summer: the hour counts on the wall', '2026-07-20T06:00:00', 'true'],
    ['summer: an hour before it is too early', '2026-07-20T05:59:59', 'false'],
  ])('Monday to Friday, 08:00 to 18:00 in Berlin: %s', (_, instant, truth) => {
    expect(at({}, instant)).toBe(truth);
  });

  it.each([
    ['Friday evening', '2026-11-27T21:00:00', 'true'],
    ['the early Saturday, which began on Friday', '2026-11-28T04:59:00', 'true'],
    ['Saturday after the end', '2026-11-28T05:00:00', 'false'],
    ['Saturday evening', '2026-11-28T21:00:00', 'false'],
    ['the early Monday, which would have begun on Sunday', '2026-11-23T04:00:00', 'false'],
  ])('22:00 to 06:00 runs over midnight: %s', (_, instant, truth) => {
    expect(at({ start: '22:00', end: '06:00' }, instant)).toBe(truth);
  });

  it('start and end alike are whole days', () => {
    const sunday = { weekdays: ['sun'], start: '00:00', end: '00:00', timeZone: 'UTC' };
    expect(at(sunday, '2026-11-29T00:00:00')).toBe('true');
    expect(at(sunday, '2026-11-29T23:59:59')).toBe('true');
    expect(at(sunday, '2026-11-30T00:00:00')).toBe('false');
  });

  it('knows the day elsewhere', () => {
    const sunday = { weekdays: ['sun'], start: '00:00', end: '00:00' };
    expect(at({ ...sunday, timeZone: 'Pacific/Auckland' }, '2026-11-28T12:00:00')).toBe('true');
    expect(at({ ...sunday, timeZone: 'America/New_York' }, '2026-11-29T04:00:00')).toBe('false');
  });

  it('is not true in the hour that summer time leaves out', () => {
    // On 2026-03-29 the clocks in Berlin go from 02:00 to 03:00.
    const night = { weekdays: ['sun'], start: '02:00', end: '03:00' };
    expect(at(night, '2026-03-29T00:59:59')).toBe('false');
    expect(at(night, '2026-03-29T01:00:00')).toBe('false');
  });

  it.each([
    [{ weekdays: [] }, 'list.empty'],
    [{ weekdays: ['someday'] }, 'value.invalid'],
    [{ start: '8:00' }, 'time.invalid'],
    [{ end: '24:00' }, 'time.invalid'],
    [{ timeZone: 'Europe/Bonn' }, 'time-zone.invalid'],
    [{ timeZone: '+01:00' }, 'time-zone.invalid'],
  ])('refuses %j', (parameters, code) => {
    const parsed = weeklyHours.parameters.safeParse({ ...weeklyHours.initial, ...parameters });
    expect(parsed.error?.issues.map(({ message }) => message)).toEqual([code]);
  });

  it('keeps the days in order and the zone as it is spelled', () => {
    const parsed = weeklyHours.parameters.parse({ ...weeklyHours.initial, weekdays: ['fri', 'mon', 'mon'], timeZone: ' europe/berlin ' });
    expect(parsed).toMatchObject({ weekdays: ['mon', 'fri'], timeZone: 'Europe/Berlin' });
  });

  it('says so in words', () => {
    const some = { weekdays: ['sat', 'sun'], start: '22:00', end: '06:00', timeZone: 'Europe/Berlin' };
    expect(weeklyHours.sentence(some, 'en')).toBe('it is between 22:00 and 06:00 on Sat and Sun (Europe/Berlin)');
    expect(weeklyHours.sentence(some, 'de')).toBe('es ist Sa und So zwischen 22:00 und 06:00 Uhr (Europe/Berlin)');
  });
});
