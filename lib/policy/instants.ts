// Instants are ISO 8601 in UTC with milliseconds, so that they compare as text.

/** Seconds from one instant to another; negative if the other is earlier. */
export function secondsBetween(one: string, other: string): number {
  return (Date.parse(other) - Date.parse(one)) / 1000;
}

/** The instant so many seconds later; earlier if they are negative. */
export function secondsAfter(instant: string, seconds: number): string {
  return new Date(Date.parse(instant) + seconds * 1000).toISOString();
}

/** `2026-11-24T06:30:00.000Z` -> `2026-11-24 06:30 UTC`. */
export function instantInWords(instant: string): string {
  return `${instant.slice(0, 16).replace('T', ' ')} UTC`;
}
