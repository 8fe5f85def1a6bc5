'use client';

import { useTranslations } from 'use-intl';

export const DURATION_UNITS = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 } as const;
export type DurationUnit = keyof typeof DURATION_UNITS;

/** A time span in words with at most two units: "1 day 4 hours". */
export function useDurationWords(): (seconds: number) => string {
  const t = useTranslations('ui.duration');
  return (seconds) => {
    const parts: string[] = [];
    let rest = Math.round(seconds);
    for (const unit of ['days', 'hours', 'minutes', 'seconds'] as const) {
      const count = Math.floor(rest / DURATION_UNITS[unit]);
      rest %= DURATION_UNITS[unit];
      if (count > 0 && parts.length < 2) parts.push(t(unit, { count }));
    }
    return parts.length === 0 ? t('seconds', { count: 0 }) : parts.join(' ');
  };
}
