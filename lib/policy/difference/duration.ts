import type { Locale } from '@/lib/i18n/locales';
import { differenceWords } from '@/lib/i18n/messages/difference';

const UNITS = [
  ['days', 86_400],
  ['hours', 3600],
  ['minutes', 60],
] as const;

/** Seconds in the largest unit that divides them: "5 days", "90 seconds". */
export function durationInWords(seconds: number, locale: Locale): string {
  const words = differenceWords[locale];
  const [unit, length] = UNITS.find(([, length]) => seconds > 0 && seconds % length === 0) ?? (['seconds', 1] as const);
  return words[unit](seconds / length);
}
