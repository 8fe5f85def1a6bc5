import type { Formats } from 'use-intl';

/** How points in time are written, by name. The hours run from 0 to 23 in every language, as in the logs of mail servers. */
export const FORMATS = {
  dateTime: {
    second: { dateStyle: 'medium', timeStyle: 'medium', hourCycle: 'h23' },
    minute: { dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23' },
    /** Of today. */
    timeOfDay: { timeStyle: 'short', hourCycle: 'h23' },
    timeOfDayToSecond: { timeStyle: 'medium', hourCycle: 'h23' },
    /** Along the axis of a plot. */
    axisTime: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
    axisWeekdayTime: { weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
    axisDay: { month: 'short', day: 'numeric' },
  },
} as const satisfies Formats;
