import type { Locale } from '@/lib/i18n/locales';

const OR = { en: 'or', de: 'oder' };
const MORE = { en: (count: number) => `${count} more`, de: (count: number) => `${count} weitere` };

/** A list as it stands in a sentence: "a.tld, b.tld or c.tld"; a long one is cut: "a.tld, b.tld, c.tld or 97 more". */
export function listed(values: readonly string[], locale: Locale): string {
  const shown = values.length > 4 ? [...values.slice(0, 3), MORE[locale](values.length - 3)] : values;
  return joined(shown, OR[locale]);
}

/** "a, b and c". */
export function joined(parts: readonly string[], lastWord: string): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} ${lastWord} ${parts.at(-1)}`;
}

/** Octets as a person writes them: "10 MiB". */
export function sizeInWords(octets: number): string {
  if (octets % 1_048_576 === 0 && octets > 0) return `${octets / 1_048_576} MiB`;
  if (octets % 1024 === 0 && octets > 0) return `${octets / 1024} KiB`;
  return `${octets} B`;
}

/** Seconds as a person writes them, in the largest unit that leaves no rest: "90 min", "2 h", "3 d". */
export function durationInWords(seconds: number): string {
  if (seconds % 86_400 === 0 && seconds > 0) return `${seconds / 86_400} d`;
  if (seconds % 3600 === 0 && seconds > 0) return `${seconds / 3600} h`;
  return seconds % 60 === 0 && seconds > 0 ? `${seconds / 60} min` : `${seconds} s`;
}
