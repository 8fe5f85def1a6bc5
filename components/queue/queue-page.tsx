'use client';

import { Tabs } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { PageHeader } from '@/components/ui/page-header';
import { useUrlFilter } from '@/components/ui/url-filter';
import { FILTER_NAMES, NO_FILTER } from './filter-names';
import { QueueFilters } from './queue-filters';
import { QueueGroups } from './queue-groups';
import { QueueList } from './queue-list';
import { queueFilter } from './queue-query';
import { QueueSummary } from './queue-summary';

/** Page "Queue": what waits, why and until when, and what can be done about it. */
export function QueuePage() {
  const t = useTranslations('queue');
  const address = useUrlFilter();
  const filter = queueFilter(Object.fromEntries(FILTER_NAMES.map((name) => [name, address.get(name)])));
  const view = address.get('view') === 'hops' ? 'hops' : 'list';
  const show = (changes: Readonly<Record<string, string>>) => address.set({ ...NO_FILTER, view: '', ...changes });
  return (
    <>
      <PageHeader
        title={t('title')}
        description={
          <>
            {t('description')} {t('refreshes')}
          </>
        }
      />
      <Tabs value={view} onChange={(chosen) => address.set({ view: chosen === 'hops' ? 'hops' : '' })} keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="list">{t('views.list')}</Tabs.Tab>
          <Tabs.Tab value="hops">{t('views.hops')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="list">
          <QueueFilters filter={filter} onChange={address.set} />
          {Object.keys(filter).length === 0 && <QueueSummary onShow={show} onShowAll={() => address.set({ view: 'hops' })} />}
          <QueueList key={JSON.stringify(filter)} filter={filter} onClear={() => address.set(NO_FILTER)} />
        </Tabs.Panel>
        <Tabs.Panel value="hops">
          <QueueGroups onShow={show} />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
