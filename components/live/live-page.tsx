'use client';

import { Button, NativeSelect } from '@mantine/core';
import { IconActivity, IconPlayerPause, IconPlayerPlay, IconTrash } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { EmptyState } from '@/components/ui/empty-state';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { SearchField } from '@/components/ui/search-field';
import table from '@/components/ui/stacked-table.module.css';
import { useUrlFilter } from '@/components/ui/url-filter';
import classes from './live.module.css';
import { isShown, liveFilter } from './live-filter';
import { LIVE_KINDS, LIVE_OUTCOMES, MOST_ROWS } from './live-rows';
import { LiveTable } from './live-table';
import { useLiveFeed } from './use-live-feed';

/** Page "Live": sessions and deliveries of all workers as they happen. */
export function LivePage() {
  const t = useTranslations('live');
  const feed = useLiveFeed();
  const url = useUrlFilter();
  const filter = liveFilter(url.get);
  const shown = feed.rows.filter((row) => isShown(row, filter));
  const Icon = feed.paused ? IconPlayerPlay : IconPlayerPause;
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('description')}
        actions={
          <>
            <Button
              variant="default"
              leftSection={<IconTrash size={16} aria-hidden />}
              onClick={feed.clear}
              disabled={feed.rows.length === 0}
            >
              {t('clear')}
            </Button>
            <Button leftSection={<Icon size={16} aria-hidden />} onClick={() => feed.pause(!feed.paused)}>
              {feed.paused ? t('resume', { count: feed.waiting }) : t('pause')}
            </Button>
          </>
        }
      />
      <search className={classes.tools}>
        <SearchField
          className={classes.search}
          label={t('filter')}
          placeholder={t('filterPlaceholder')}
          value={filter.text}
          onChange={(text) => url.set({ text })}
        />
        <NativeSelect
          aria-label={t('kind')}
          value={filter.kind}
          data={[{ value: '', label: t('kinds.all') }, ...LIVE_KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))]}
          onChange={(event) => url.set({ kind: event.currentTarget.value })}
        />
        <NativeSelect
          aria-label={t('outcome')}
          value={filter.outcome}
          data={[{ value: '', label: t('outcomes.all') }, ...LIVE_OUTCOMES.map((value) => ({ value, label: t(`outcomes.${value}`) }))]}
          onChange={(event) => url.set({ outcome: event.currentTarget.value })}
        />
        <p className={classes.state} data-state={feed.paused ? 'paused' : feed.connected === true ? 'live' : 'waiting'}>
          <span className={classes.dot} aria-hidden />
          {feed.paused ? t('paused') : feed.connected === true ? t('connected') : t('connecting')}
        </p>
      </search>
      {feed.connected === false && (
        <div className={classes.notice}>
          <Notice tone="warning">{t('lost')}</Notice>
        </div>
      )}
      <p className={classes.count} role="status">
        {t('shown', { shown: shown.length, all: feed.rows.length })}
        {feed.missed > 0 && ` · ${t('missed', { count: feed.missed })}`}
        {feed.rows.length === MOST_ROWS && ` · ${t('capped', { count: MOST_ROWS })}`}
      </p>
      <div className={table.frame}>
        {shown.length > 0 ? (
          <LiveTable rows={shown} />
        ) : (
          <EmptyState icon={<IconActivity size={22} stroke={1.7} />} title={feed.rows.length > 0 ? t('noMatchTitle') : t('emptyTitle')}>
            {feed.rows.length > 0 ? t('noMatchText') : t('emptyText')}
          </EmptyState>
        )}
      </div>
    </>
  );
}
