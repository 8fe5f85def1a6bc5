'use client';

import { useTranslations } from 'use-intl';
import type { RevisionView } from '@/lib/api/contracts/revisions';
import classes from './revisions.module.css';

/** Beside a revision's number: whether it is in force, and how its trial stands or ended. */
export function RevisionMarks({ revision: { number, trial }, current }: { readonly revision: RevisionView; readonly current: number }) {
  const t = useTranslations('revisions');
  return (
    <>
      {number === current && (
        <span className={classes.mark} data-mark="in-force">
          {t('inForce')}
        </span>
      )}
      {trial !== null && (
        <span className={classes.mark} data-mark={trial}>
          {t(`trial.${trial}`)}
        </span>
      )}
    </>
  );
}
