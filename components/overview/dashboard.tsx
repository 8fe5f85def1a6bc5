'use client';

import { SegmentedControl } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { ErrorState } from '@/components/ui/error-state';
import { PageHeader } from '@/components/ui/page-header';
import { TableSkeleton } from '@/components/ui/skeletons';
import { useUrlFilter } from '@/components/ui/url-filter';
import { OVERVIEW_SPANS, type Overview } from '@/lib/api/contracts/overview';
import { Attention } from './attention';
import { Figures } from './figures';
import { FirstSteps } from './first-steps';
import { overviewQuery, spanOf } from './overview-query';
import { TrafficCharts } from './traffic-charts';
import { WorkerTable } from './worker-table';

export function Dashboard() {
  const t = useTranslations('overview');
  const filter = useUrlFilter();
  const span = spanOf(filter.get('span'));
  const overview = useQuery({ ...overviewQuery(span), placeholderData: keepPreviousData });
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('description')}
        actions={
          <SegmentedControl
            aria-label={t('span.label')}
            value={span}
            data={OVERVIEW_SPANS.map((value) => ({ value, label: t(`span.${value}`) }))}
            onChange={(value) => filter.set({ span: value === '24h' ? '' : value })}
          />
        }
      />
      {overview.data !== undefined ? (
        <Content overview={overview.data} />
      ) : overview.isError ? (
        <ErrorState onRetry={() => void overview.refetch()} retrying={overview.isFetching} />
      ) : (
        <TableSkeleton />
      )}
    </>
  );
}

function Content({ overview }: { readonly overview: Overview }) {
  const isNew = !overview.hadMail && overview.queue.waiting + overview.queue.held === 0;
  return (
    <>
      <Attention overview={overview} />
      {isNew ? (
        <FirstSteps />
      ) : (
        <>
          <Figures overview={overview} />
          <TrafficCharts overview={overview} />
        </>
      )}
      <WorkerTable />
    </>
  );
}
