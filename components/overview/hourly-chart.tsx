'use client';

import { useFormatter, useTranslations } from 'use-intl';
import { TimeChart } from '@/components/ui/time-chart';
import type { Overview } from '@/lib/api/contracts/status';

type Hour = Overview['hours'][number];

interface Props {
  readonly title: string;
  readonly description: string;
  readonly hours: readonly Hour[];
  readonly series: readonly { readonly name: string; readonly color: string; readonly value: (hour: Hour) => number }[];
}

/** The last 24 hours of the gateway, hour by hour. */
export function HourlyChart({ title, description, hours, series }: Props) {
  const t = useTranslations('overview');
  const format = useFormatter();
  return (
    <TimeChart
      title={title}
      description={description}
      unit={t('hour')}
      points={hours.map((hour) => ({
        key: hour.hour,
        label: format.dateTime(new Date(hour.hour), { hour: 'numeric', minute: '2-digit' }),
        counts: series.map(({ value }) => value(hour)),
      }))}
      series={series.map(({ name, color }) => ({ name, color }))}
    />
  );
}
