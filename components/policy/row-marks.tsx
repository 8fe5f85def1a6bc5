import { useTranslations } from 'use-intl';
import classes from './checks.module.css';
import type { FindingView } from './checks-query';
import { SeverityIcon } from './finding-item';

/** What the checks say of one rule, in a few words each; the whole sentence where the pointer rests, and in the rule's editor. */
export function RowMarks({ findings }: { readonly findings: readonly FindingView[] }) {
  const t = useTranslations('rules.checks');
  return (
    <div className={classes.marks}>
      {findings.map(({ check, severity, text }) => (
        <span key={`${check} ${text}`} className={classes.mark} data-severity={severity} title={text}>
          <SeverityIcon severity={severity} />
          {t(`short.${check}`)}
        </span>
      ))}
    </div>
  );
}
