export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** What a clock on the wall shows somewhere at some instant. */
export interface WallClock {
  readonly weekday: Weekday;
  /** Since midnight, 0 to 1439. */
  readonly minute: number;
}

/** The name of a time zone as the IANA database spells it (`europe/berlin` becomes `Europe/Berlin`); null if there is none of this name. */
export function toTimeZone(text: string): string | null {
  const name = text.trim();
  // Bare offsets are zones to some engines only, and know no summer time.
  if (!/^[A-Za-z]/.test(name)) return null;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}

/**
 * A clock for a time zone, summer time included.
 *
 * @param timeZone as `toTimeZone` gives it
 * @returns what it shows at an instant in ISO 8601
 */
export function wallClock(timeZone: string): (instant: string) => WallClock {
  const format = new Intl.DateTimeFormat('en', { timeZone, weekday: 'short', hour: 'numeric', minute: 'numeric', hourCycle: 'h23' });
  return (instant) => {
    const parts = new Map(format.formatToParts(Date.parse(instant)).map(({ type, value }) => [type, value]));
    const shown = parts.get('weekday')?.toLowerCase();
    const weekday = WEEKDAYS.find((day) => day === shown) ?? 'mon';
    return { weekday, minute: Number(parts.get('hour')) * 60 + Number(parts.get('minute')) };
  };
}

/** Minutes since midnight of a time of day, `08:30`. */
export function minuteOf(time: string): number {
  const [hours = '0', minutes = '0'] = time.split(':');
  return Number(hours) * 60 + Number(minutes);
}

/** The weekday before. */
export function dayBefore(day: Weekday): Weekday {
  return WEEKDAYS.at(WEEKDAYS.indexOf(day) - 1) ?? day;
}
