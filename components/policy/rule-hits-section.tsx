'use client';

import { Anchor, SegmentedControl, Skeleton } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { ErrorState } from '@/components/ui/error-state';
import { Section } from '@/components/ui/section';
import { TimeChart } from '@/components/ui/time-chart';
import { callApi } from '@/lib/api/client';
import { HIT_SPANS, type HitSpan, type RuleHistory, ruleHistorySchema } from '@/lib/api/contracts/rule-hits';
import { historyPoints } from './history-points';
import { messagesPath } from './rules-path';

/** How often a rule matched in the last 1 to 90 days, and the way to its messages. */
export function RuleHitsSection({ id }: { readonly id: string }) {
  const t = useTranslations('rules.hits');
  const format = useFormatter();
  const [days, setDays] = useState<HitSpan>(7);
  const history = useQuery({
    queryKey: ['rule history', id, days] as const,
    queryFn: ({ signal }) => callApi(`/rules/${id}/hits?days=${days}`, ruleHistorySchema, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  });
  if (history.data === undefined) {
    return (
      <Section title={t('title')}>
        {history.isError ? <ErrorState onRetry={() => void history.refetch()} retrying={history.isFetching} /> : <Skeleton height={210} />}
      </Section>
    );
  }
  const labelOf = (hour: Date) => format.dateTime(hour, days > 7 ? 'axisDay' : days > 1 ? 'axisWeekdayTime' : 'axisTime');
  return (
    <TimeChart
      title={t('title')}
      description={
        <>
          <Totals total={history.data.total} />{' '}
          <Anchor component={Link} inherit underline="always" href={messagesPath(id)}>
            {t('messages')}
          </Anchor>
        </>
      }
      actions={
        <SegmentedControl
          size="xs"
          aria-label={t('span')}
          value={String(days)}
          data={HIT_SPANS.map((span) => ({ value: String(span), label: t('days', { span }) }))}
          onChange={(value) => setDays(HIT_SPANS.find((span) => String(span) === value) ?? 7)}
        />
      }
      unit={days > 7 ? t('day') : t('hour')}
      points={historyPoints(history.data, new Date(), labelOf)}
      series={[
        { name: t('decided'), color: 'var(--siegel-chart-good)' },
        { name: t('wouldHave'), color: 'var(--siegel-chart-plain)' },
        { name: t('matchedOnly'), color: 'var(--siegel-chart-wait)' },
      ]}
    />
  );
}

function Totals({ total: { enforce, monitor } }: { readonly total: RuleHistory['total'] }) {
  const t = useTranslations('rules.hits');
  if (enforce.judged + monitor.judged === 0) return t('never');
  return (
    <>
      {enforce.judged > 0 && t('enforced', enforce)} {monitor.judged > 0 && t('monitored', monitor)}
    </>
  );
}
