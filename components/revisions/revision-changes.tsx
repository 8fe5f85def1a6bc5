'use client';

import { useTranslations } from 'use-intl';
import table from '@/components/ui/stacked-table.module.css';
import type { RevisionView } from '@/lib/api/contracts/revisions';
import classes from './revisions.module.css';

/** A restore or a long import changes many items: the comparison lists them all. */
const SHOWN = 3;
const KINDS = ['rule', 'local_domain', 'acceptance_settings', 'routing_settings', 'named_list'] as const;

/** In short: what a revision changed, what it brings back, and why it was made. */
export function RevisionChanges({ revision: { changes, note, restores } }: { readonly revision: RevisionView }) {
  const t = useTranslations('revisions');
  return (
    <>
      {restores !== null && <div>{t('restores', { revision: restores })}</div>}
      <ul className={classes.changes}>
        {changes.slice(0, SHOWN).map(({ action, kind, name }) => {
          const known = KINDS.find((one) => one === kind) ?? 'other';
          return <li key={`${action} ${kind} ${name}`}>{t(`change.${action}`, { thing: t(`things.${known}`, { name }) })}</li>;
        })}
        {changes.length > SHOWN && <li className={table.secondary}>{t('moreChanges', { count: changes.length - SHOWN })}</li>}
      </ul>
      {changes.length === 0 && note === '' && <span className={table.secondary}>{t('nothing')}</span>}
      {note !== '' && <div className={table.secondary}>{note}</div>}
    </>
  );
}
