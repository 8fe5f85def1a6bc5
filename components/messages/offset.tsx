'use client';

import { useFormatter, useTranslations } from 'use-intl';
import { AbsoluteTime } from '@/components/ui/time';
import classes from './message.module.css';

interface Props {
  /** ISO 8601 instants: when it was, and when the message was received. */
  readonly at: string;
  readonly since: string;
}

/** When something happened, and how long after the message had been received. */
export function MomentAfter({ at, since }: Props) {
  const t = useTranslations('messages.detail');
  const parts = useDurationParts();
  const seconds = (new Date(at).getTime() - new Date(since).getTime()) / 1000;
  return (
    <span className={classes.moment}>
      <AbsoluteTime value={at} />
      <span className={classes.offset}>{t('after', { duration: parts(seconds) })}</span>
    </span>
  );
}

const UNITS = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const;

/** "2 h 5 min", "0.3 sec": the two largest units. */
function useDurationParts(): (seconds: number) => string {
  const format = useFormatter();
  const of = (value: number, unit: string, digits = 0) =>
    format.number(value, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: digits });
  return (seconds) => {
    const from = UNITS.findIndex(([, length]) => seconds >= length);
    const [large, small] = from === -1 ? [] : [UNITS[from], UNITS[from + 1]];
    if (large === undefined) return of(Math.max(0, seconds), 'second', seconds < 10 ? 1 : 0);
    const [rest, unit] =
      small === undefined ? [Math.floor(seconds % 60), 'second'] : [Math.floor((seconds % large[1]) / small[1]), small[0]];
    return [of(Math.floor(seconds / large[1]), large[0]), ...(rest === 0 ? [] : [of(rest, unit)])].join(' ');
  };
}
