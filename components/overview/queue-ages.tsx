'use client';

import { useTranslations } from 'use-intl';
import { TimeChart } from '@/components/ui/time-chart';
import type { Overview } from '@/lib/api/contracts/overview';

/** How long what waits in the queue has been there. */
export function QueueAges({ queue }: Pick<Overview, 'queue'>) {
  const t = useTranslations('overview');
  const bounds = queue.ages.map(({ upTo }) => upTo);
  const labelOf = (upTo: number | null): string =>
    upTo === null ? t('ages.over', { age: inWords(bounds.at(-2) ?? 0) }) : t('ages.upTo', { age: inWords(upTo) });
  const inWords = (seconds: number): string =>
    seconds < 3600
      ? t('ages.minutes', { count: seconds / 60 })
      : seconds < 86_400
        ? t('ages.hours', { count: seconds / 3600 })
        : t('ages.days', { count: seconds / 86_400 });
  return (
    <TimeChart
      title={t('ages.title')}
      description={t('ages.text')}
      unit={t('ages.unit')}
      axis="classes"
      points={queue.ages.map(({ upTo, count }) => ({ key: String(upTo), label: labelOf(upTo), counts: [count] }))}
      series={[{ name: t('ages.recipients'), color: 'var(--siegel-chart-second)' }]}
    />
  );
}
