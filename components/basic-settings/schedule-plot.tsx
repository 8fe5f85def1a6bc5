'use client';

import { Title } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { useDurationWords } from '@/components/ui/duration-words';
import { type AttemptSchedule, attemptSchedule } from './attempt-schedule';
import classes from './basic-settings.module.css';

const DAY = 86_400;
const TICKS = [60, 600, 3600, 6 * 3600, DAY, 3 * DAY, 7 * DAY, 14 * DAY] as const;

interface Props {
  /** Seconds; null while a field is empty. */
  readonly delays: readonly (number | null)[];
  readonly lifetime: number | null;
}

/** When attempts are made over the lifetime of a delivery that always fails: in words, and drawn on a scale that shows the first hour too. */
export function SchedulePlot({ delays, lifetime }: Props) {
  const t = useTranslations('basicSettings.routing');
  const given = delays.filter((delay) => delay !== null);
  const complete =
    given.length === delays.length && given.length > 0 && given.every((delay) => delay > 0) && lifetime !== null && lifetime > 0;
  return (
    <div className={classes.schedule}>
      <Title order={3}>{t('schedule')}</Title>
      {complete ? (
        <Plot schedule={attemptSchedule(given, lifetime)} lifetime={lifetime} />
      ) : (
        <p className={classes.scheduleSummary}>{t('scheduleInvalid')}</p>
      )}
    </div>
  );
}

function Plot({ schedule, lifetime }: { readonly schedule: AttemptSchedule; readonly lifetime: number }) {
  const t = useTranslations('basicSettings.routing');
  const duration = useDurationWords();
  const { times, cut } = schedule;
  const summary = cut
    ? t('scheduleMany', { attempts: times.length, lifetime: duration(lifetime) })
    : t('scheduleSummary', {
        attempts: times.length,
        firstDay: times.filter((time) => time < DAY).length,
        last: duration(times.at(-1) ?? 0),
        lifetime: duration(lifetime),
      });
  const ticks = TICKS.filter((tick) => tick < lifetime && place(tick, lifetime) > 12 && place(tick, lifetime) < 80);
  return (
    <>
      <p className={classes.scheduleSummary}>{summary}</p>
      <svg className={classes.plot} viewBox="0 0 100 30" preserveAspectRatio="none" role="img" aria-label={t('scheduleLabel', { summary })}>
        <line className={classes.axis} x1="0" x2="100" y1="26" y2="26" vectorEffect="non-scaling-stroke" />
        {ticks.map((tick) => (
          <line
            key={tick}
            className={classes.axis}
            x1={place(tick, lifetime)}
            x2={place(tick, lifetime)}
            y1="26"
            y2="30"
            vectorEffect="non-scaling-stroke"
          />
        ))}
        {times.map((time) => (
          <line
            key={time}
            className={classes.attempt}
            x1={place(time, lifetime)}
            x2={place(time, lifetime)}
            y1="8"
            y2="24"
            vectorEffect="non-scaling-stroke"
          />
        ))}
        <line className={classes.end} x1="100" x2="100" y1="4" y2="26" vectorEffect="non-scaling-stroke" />
      </svg>
      <div className={classes.tickLabels} aria-hidden="true">
        <span className={classes.tickLabel} style={{ left: 0 }}>
          {t('received')}
        </span>
        {ticks.map((tick) => (
          <span key={tick} className={classes.tickLabel} style={{ left: `${place(tick, lifetime)}%` }}>
            {duration(tick)}
          </span>
        ))}
        <span className={classes.tickLabel} style={{ left: '100%' }}>
          {t('returned')}
        </span>
      </div>
    </>
  );
}

/** Percent of the way. Logarithmic from a minute on, so that the first retries do not lie on one another. */
function place(seconds: number, lifetime: number): number {
  return (Math.log1p(seconds / 60) / Math.log1p(lifetime / 60)) * 100;
}
