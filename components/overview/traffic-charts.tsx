'use client';

import { SimpleGrid } from '@mantine/core';
import { useFormatter, useNow, useTranslations } from 'use-intl';
import { TimeChart } from '@/components/ui/time-chart';
import type { Overview, OverviewSpan } from '@/lib/api/contracts/overview';
import type { FORMATS } from '@/lib/i18n/formats';
import { QueueAges } from './queue-ages';
import { allOf, encryptedShare, periodsOf, pointsOf, type Traffic } from './traffic-points';

const GOOD = 'var(--siegel-chart-good)';
const SECOND = 'var(--siegel-chart-second)';
const PLAIN = 'var(--siegel-chart-plain)';
const WAIT = 'var(--siegel-chart-wait)';
const BAD = 'var(--siegel-chart-bad)';

const LABEL = { '24h': 'axisTime', '7d': 'axisWeekdayTime', '30d': 'axisDay' } as const satisfies {
  readonly [Span in OverviewSpan]: keyof typeof FORMATS.dateTime;
};

interface Series {
  readonly name: string;
  readonly color: string;
  readonly value: (traffic: Traffic) => number | null;
}

/** What became of mail over the span, how well it was encrypted, and how long mail waits. */
export function TrafficCharts({ overview }: { readonly overview: Overview }) {
  const t = useTranslations('overview');
  const format = useFormatter();
  const now = useNow({ updateInterval: 60_000 });
  const { span } = overview;
  const periods = periodsOf(overview, now, (start) => format.dateTime(start, LABEL[span]));
  const chart = (name: 'received' | 'deliveries' | 'share' | 'tlsIn' | 'tlsOut', series: readonly Series[]) => (
    <TimeChart
      title={t(`charts.${name}.title`)}
      description={t(`charts.${name}.text`)}
      unit={t(`unit.${span}`)}
      kind={name === 'share' ? 'shares' : 'counts'}
      points={pointsOf(
        periods,
        series.map(({ value }) => value),
      )}
      series={series.map(({ name: label, color }) => ({ name: label, color }))}
    />
  );
  return (
    <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="lg" verticalSpacing={0}>
      {chart('received', [
        { name: t('accepted'), color: GOOD, value: ({ accepted }) => allOf(accepted) },
        { name: t('putOff'), color: WAIT, value: ({ putOff }) => putOff },
        { name: t('refused'), color: BAD, value: ({ refused }) => refused },
      ])}
      {chart('deliveries', [
        { name: t('delivered'), color: GOOD, value: ({ delivered }) => allOf(delivered) },
        { name: t('deferred'), color: WAIT, value: ({ deferred }) => deferred },
        { name: t('bounced'), color: BAD, value: ({ bounced }) => bounced },
      ])}
      {chart('share', [
        { name: t('receivedShort'), color: GOOD, value: ({ accepted }) => encryptedShare(accepted) },
        { name: t('delivered'), color: SECOND, value: ({ delivered }) => encryptedShare(delivered) },
      ])}
      <QueueAges queue={overview.queue} />
      {chart('tlsIn', [
        { name: 'TLS 1.3', color: GOOD, value: ({ accepted }) => accepted.tls13 },
        { name: 'TLS 1.2', color: SECOND, value: ({ accepted }) => accepted.tls12 },
        { name: t('notEncrypted'), color: PLAIN, value: ({ accepted }) => accepted.none },
      ])}
      {chart('tlsOut', [
        { name: 'TLS 1.3', color: GOOD, value: ({ delivered }) => delivered.tls13 },
        { name: 'TLS 1.2', color: SECOND, value: ({ delivered }) => delivered.tls12 },
        { name: t('notEncrypted'), color: PLAIN, value: ({ delivered }) => delivered.none },
      ])}
    </SimpleGrid>
  );
}
