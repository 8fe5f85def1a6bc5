'use client';

import { useQuery } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'use-intl';
import { DifferenceList } from './difference-list';
import classes from './difference-list.module.css';
import { differenceQuery } from './difference-query';
import { ErrorState } from './error-state';
import { FormSkeleton } from './skeletons';

/** In a dialog: what changed between two revisions, as soon as it is known. */
export function DifferenceBetween({ from, to }: { readonly from: number; readonly to: number }) {
  const t = useTranslations('difference');
  const difference = useQuery(differenceQuery(from, to, useLocale()));
  if (difference.data === undefined) {
    if (!difference.isError) return <FormSkeleton fields={2} />;
    return <ErrorState onRetry={() => void difference.refetch()} retrying={difference.isFetching} detail={difference.error.message} />;
  }
  return (
    <section className={classes.within} aria-label={t('label')}>
      <DifferenceList changes={difference.data.changes} heading={3} />
    </section>
  );
}
