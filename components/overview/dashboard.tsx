'use client';

import { SimpleGrid } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useFormatter, useNow, useTranslations } from 'use-intl';
import { ErrorState } from '@/components/ui/error-state';
import { PageHeader } from '@/components/ui/page-header';
import { TableSkeleton } from '@/components/ui/skeletons';
import type { Overview } from '@/lib/api/contracts/status';
import { Attention } from './attention';
import { HourlyChart } from './hourly-chart';
import { overviewQuery, totals } from './overview-query';
import { StatTile } from './stat-tile';
import { WorkerTable } from './worker-table';

export function Dashboard() {
  const t = useTranslations('overview');
  const overview = useQuery(overviewQuery);
  return (
    <>
      <PageHeader title={t('title')} description={t('description')} />
      {overview.data !== undefined ? (
        <Figures overview={overview.data} />
      ) : overview.isError ? (
        <ErrorState onRetry={() => void overview.refetch()} retrying={overview.isFetching} />
      ) : (
        <TableSkeleton />
      )}
    </>
  );
}

function Figures({ overview }: { readonly overview: Overview }) {
  const t = useTranslations('overview');
  const format = useFormatter();
  const now = useNow({ updateInterval: 30_000 });
  const sum = totals(overview.hours);
  const { queue } = overview;
  const share = (part: number, total: number) => ({
    value: total === 0 ? '–' : format.number(part / total, { style: 'percent', maximumFractionDigits: part === total ? 0 : 1 }),
    note: total === 0 ? t('noMail') : t('ofMessages', { part: format.number(part), total: format.number(total) }),
  });
  const queueNote = [
    ...(queue.oldest === null ? [] : [t('oldestSince', { time: format.relativeTime(new Date(queue.oldest), now) })]),
    t('heldCount', { count: queue.held }),
  ].join(' · ');

  return (
    <>
      <Attention overview={overview} />
      <SimpleGrid cols={{ base: 2, sm: 3, xl: 6 }} spacing="md" mb="lg">
        <StatTile label={t('accepted')} value={format.number(sum.accepted)} href="/messages" />
        <StatTile label={t('refused')} value={format.number(sum.refused)} href="/messages?outcome=refused" />
        <StatTile label={t('delivered')} value={format.number(sum.delivered)} href="/messages" />
        <StatTile label={t('waiting')} value={format.number(queue.waiting)} note={queueNote} href="/queue" />
        <StatTile
          label={t('encryptedIn')}
          {...share(sum.acceptedEncrypted, sum.accepted)}
          meter={ratio(sum.acceptedEncrypted, sum.accepted)}
        />
        <StatTile
          label={t('encryptedOut')}
          {...share(sum.deliveredEncrypted, sum.delivered)}
          meter={ratio(sum.deliveredEncrypted, sum.delivered)}
        />
      </SimpleGrid>
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="lg" verticalSpacing={0}>
        <HourlyChart
          title={t('traffic')}
          description={t('trafficText')}
          hours={overview.hours}
          series={[
            { name: t('acceptedEncrypted'), color: 'var(--siegel-chart-good)', value: (hour) => hour.acceptedEncrypted },
            { name: t('acceptedPlaintext'), color: 'var(--siegel-chart-plain)', value: (hour) => hour.acceptedPlaintext },
            { name: t('refused'), color: 'var(--siegel-chart-bad)', value: (hour) => hour.refused },
          ]}
        />
        <HourlyChart
          title={t('deliveries')}
          description={t('deliveriesText')}
          hours={overview.hours}
          series={[
            { name: t('deliveredEncrypted'), color: 'var(--siegel-chart-good)', value: (hour) => hour.deliveredEncrypted },
            {
              name: t('deliveredPlaintext'),
              color: 'var(--siegel-chart-plain)',
              value: (hour) => hour.delivered - hour.deliveredEncrypted,
            },
            { name: t('deferred'), color: 'var(--siegel-chart-wait)', value: (hour) => hour.deferred },
            { name: t('bounced'), color: 'var(--siegel-chart-bad)', value: (hour) => hour.bounced },
          ]}
        />
      </SimpleGrid>
      <WorkerTable />
    </>
  );
}

function ratio(part: number, total: number): number | null {
  return total === 0 ? null : part / total;
}
