'use client';

import { Button, Text } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { DifferenceList } from '@/components/ui/difference-list';
import { differenceQuery } from '@/components/ui/difference-query';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { PageHeader } from '@/components/ui/page-header';
import { REVISIONS_PATH } from '@/components/ui/revision-paths';
import { Section } from '@/components/ui/section';
import { FormSkeleton } from '@/components/ui/skeletons';
import { useUrlFilter } from '@/components/ui/url-filter';
import { ApiProblem } from '@/lib/api/client';
import type { Difference } from '@/lib/api/contracts/revisions';
import { ChooseRevisions } from './choose-revisions';
import { RestoreDialog } from './restore-dialog';
import { RevisionSide } from './revision-side';
import classes from './revisions.module.css';
import { revisionNumber } from './revisions-query';

interface Props {
  /** What the address named when the page was opened. */
  readonly from: number;
  readonly to: number;
}

/** Page "Compare revisions": what changed from any revision to any other. */
export function DifferencePage({ from: firstFrom, to: firstTo }: Props) {
  const t = useTranslations('revisions.compare');
  const filter = useUrlFilter();
  const from = revisionNumber(filter.get('from')) ?? firstFrom;
  const to = revisionNumber(filter.get('to')) ?? firstTo;
  const difference = useQuery(differenceQuery(from, to, useLocale()));
  const unknown = difference.error instanceof ApiProblem && difference.error.status === 404;
  return (
    <>
      <PageHeader back={{ href: REVISIONS_PATH, label: t('back') }} title={t('title')} description={t('description')} />
      <ChooseRevisions
        key={`${from} ${to}`}
        from={from}
        to={to}
        newest={difference.data?.current ?? null}
        onChoose={(next) => filter.set({ from: String(next.from), to: String(next.to) })}
      />
      {difference.data !== undefined ? (
        <Compared difference={difference.data} />
      ) : unknown ? (
        <EmptyState
          icon={<IconHistory size={22} stroke={1.7} />}
          title={t('notFoundTitle')}
          action={
            <Button component={Link} href={REVISIONS_PATH}>
              {t('back')}
            </Button>
          }
        >
          {t('notFound')}
        </EmptyState>
      ) : difference.isError ? (
        <ErrorState onRetry={() => void difference.refetch()} retrying={difference.isFetching} detail={difference.error.message} />
      ) : (
        <FormSkeleton fields={4} />
      )}
    </>
  );
}

function Compared({ difference: { from, to, current, changes } }: { readonly difference: Difference }) {
  const t = useTranslations('revisions.compare');
  const [restoring, setRestoring] = useState<number | null>(null);
  return (
    <>
      <div className={classes.sides}>
        {[
          { key: 'from', revision: from },
          { key: 'to', revision: to },
        ].map(({ key, revision }) => (
          <RevisionSide key={key} revision={revision} current={current} onRestore={() => setRestoring(revision.number)} />
        ))}
      </div>
      <Section
        title={t('changes')}
        actions={
          <Text size="sm" c="dimmed" role="status">
            {t('count', { count: changes.length })}
          </Text>
        }
      >
        <DifferenceList changes={changes} heading={3} />
      </Section>
      {restoring !== null && <RestoreDialog target={restoring} current={current} onClose={() => setRestoring(null)} />}
    </>
  );
}
