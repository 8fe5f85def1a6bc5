'use client';

import { Button, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { TimeAgo } from '@/components/ui/time';
import type { RevisionView } from '@/lib/api/contracts/revisions';
import { RevisionMarks } from './revision-marks';
import classes from './revisions.module.css';

interface Props {
  readonly revision: RevisionView;
  readonly current: number;
  readonly onRestore: () => void;
}

/** One of two compared revisions: who made it, when and why. */
export function RevisionSide({ revision, current, onRestore }: Props) {
  const t = useTranslations('revisions');
  const { number, author, createdAt, note, restores } = revision;
  return (
    <section className={classes.side} aria-label={`${t('number')} ${number}`}>
      <div className={classes.sideHead}>
        <div className={classes.sideName}>
          <strong>
            {t('number')} {number}
          </strong>
          <RevisionMarks revision={revision} current={current} />
        </div>
        {number !== current && (
          <Button size="xs" variant="default" aria-label={t('restoreOf', { revision: number })} onClick={onRestore}>
            {t('restore')}
          </Button>
        )}
      </div>
      <Text size="sm" c="dimmed" component="div">
        {author} · <TimeAgo value={createdAt} />
      </Text>
      {restores !== null && <Text size="sm">{t('restores', { revision: restores })}</Text>}
      {note !== '' && <Text size="sm">{note}</Text>}
    </section>
  );
}
