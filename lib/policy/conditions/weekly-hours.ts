import { z } from 'zod';
import type { Localised } from '@/lib/i18n/locales';
import { dayBefore, minuteOf, toTimeZone, WEEKDAYS, type Weekday, wallClock } from '../wall-clock';
import { joined } from '../words';
import { defineCondition } from './definition';

const time = z.string('time.invalid').regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'time.invalid');

const SHORT: { readonly [Day in Weekday]: Localised } = {
  mon: { en: 'Mon', de: 'Mo' },
  tue: { en: 'Tue', de: 'Di' },
  wed: { en: 'Wed', de: 'Mi' },
  thu: { en: 'Thu', de: 'Do' },
  fri: { en: 'Fri', de: 'Fr' },
  sat: { en: 'Sat', de: 'Sa' },
  sun: { en: 'Sun', de: 'So' },
};

/** "Mon, Tue and Fri", or null if it is every day. */
function daysInWords(days: readonly Weekday[], locale: keyof Localised): string | null {
  if (days.length === WEEKDAYS.length) return null;
  return joined(
    days.map((day) => SHORT[day][locale]),
    { en: 'and', de: 'und' }[locale],
  );
}

/** Hours that end before they begin run over midnight and belong to the day on which they began; start and end alike are 24 hours. */
export const weeklyHours = defineCondition({
  id: 'time.weekly-hours',
  category: 'time',
  needs: ['time.now'],
  parameters: z.object({
    weekdays: z
      .array(z.enum(WEEKDAYS, 'value.invalid'), 'list.empty')
      .min(1, 'list.empty')
      .transform((chosen) => WEEKDAYS.filter((day) => chosen.includes(day))),
    start: time,
    end: time,
    timeZone: z.string('time-zone.invalid').transform((text, context) => {
      const zone = toTimeZone(text);
      if (zone !== null) return zone;
      context.addIssue({ code: 'custom', message: 'time-zone.invalid' });
      return z.NEVER;
    }),
  }),
  initial: { weekdays: ['mon', 'tue', 'wed', 'thu', 'fri'], start: '08:00', end: '18:00', timeZone: 'Europe/Berlin' },
  fields: [
    {
      name: 'weekdays',
      widget: 'choices',
      label: { en: 'Weekdays', de: 'Wochentage' },
      options: WEEKDAYS.map((value) => ({ value, label: SHORT[value] })),
    },
    { name: 'start', widget: 'time', label: { en: 'From', de: 'Von' } },
    { name: 'end', widget: 'time', label: { en: 'Until', de: 'Bis' } },
    { name: 'timeZone', widget: 'time-zone', label: { en: 'Time zone', de: 'Zeitzone' } },
  ],
  text: {
    en: {
      label: 'Weekday and hours',
      help: 'The time at which the answer is given, or the delivery begins. Hours may run over midnight: they belong to the day on which they begin.',
      sentence: ({ weekdays, start, end, timeZone }) =>
        `it is between ${start} and ${end} on ${daysInWords(weekdays, 'en') ?? 'any day'} (${timeZone})`,
    },
    de: {
      label: 'Wochentag und Uhrzeit',
      help: 'Die Zeit, zu der geantwortet wird oder die Zustellung beginnt. Die Stunden dürfen über Mitternacht reichen: Sie gehören zu dem Tag, an dem sie beginnen.',
      sentence: ({ weekdays, start, end, timeZone }) =>
        `es ist ${daysInWords(weekdays, 'de') ?? 'täglich'} zwischen ${start} und ${end} Uhr (${timeZone})`,
    },
  },
  compile: ({ weekdays, start, end, timeZone }) => {
    const clock = wallClock(timeZone);
    const [first, last] = [minuteOf(start), minuteOf(end)];
    return (facts) => {
      const { weekday, minute } = clock(facts['time.now']);
      const begunToday = weekdays.includes(weekday) && minute >= first;
      if (first < last) return begunToday && minute < last;
      return begunToday || (weekdays.includes(dayBefore(weekday)) && minute < last);
    };
  },
  examples: [
    {
      // A Tuesday, 08:30 in Berlin.
      parameters: { weekdays: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], start: '08:00', end: '18:00', timeZone: 'Europe/Berlin' },
      facts: { 'time.now': '2026-11-24T07:30:00.000Z' },
      matches: true,
    },
    {
      parameters: { weekdays: ['sat', 'sun'], start: '08:00', end: '18:00', timeZone: 'Europe/Berlin' },
      facts: { 'time.now': '2026-11-24T07:30:00.000Z' },
      matches: false,
    },
  ],
});
