'use client';

import { Text, Tooltip } from '@mantine/core';
import { useTranslations } from 'use-intl';
import classes from './revision-status.module.css';
import { countActive, useWorkers } from './workers-query';

/** In the header: which revision is in force, and on how many workers. */
export function RevisionStatus() {
  const t = useTranslations('ui.revision');
  const workers = useWorkers();
  if (workers.data === undefined) return null;
  const { revision } = workers.data;
  return (
    <Tooltip label={t('explain')} multiline w={280}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard must reach the explanation too */}
      <span className={classes.status} tabIndex={0}>
        <WorkerDot revision={revision} />
        <Text span size="sm" c="dimmed" className={classes.revision}>
          {t('number', { revision })}
        </Text>
        <Text span size="sm" truncate>
          <ActiveOn revision={revision} />
        </Text>
      </span>
    </Tooltip>
  );
}

/** "Active on 1 of 1 workers", kept up to date until all workers enforce `revision`. */
export function ActiveOn({ revision }: { readonly revision: number }) {
  const t = useTranslations('ui.revision');
  const { data } = useWorkers(revision);
  if (data === undefined) return t('loading');
  return data.workers.length === 0 ? t('noWorkers') : t('active', { active: countActive(data, revision), total: data.workers.length });
}

function WorkerDot({ revision }: { readonly revision: number }) {
  const { data } = useWorkers(revision);
  if (data === undefined) return null;
  const state = data.workers.length === 0 ? 'none' : countActive(data, revision) === data.workers.length ? 'all' : 'some';
  return <span className={classes.dot} data-state={state} aria-hidden="true" />;
}
