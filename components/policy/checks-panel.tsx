import { Button, Text } from '@mantine/core';
import { IconChevronDown, IconCircleCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { ErrorState } from '@/components/ui/error-state';
import { SEVERITIES } from '@/lib/policy/checks/definition';
import classes from './checks.module.css';
import { checksQuery, type FindingView } from './checks-query';
import { FindingItem, SeverityIcon } from './finding-item';

/** Findings that are shown at once; of a long list the same may be said of thousands of rules. */
const AT_ONCE = 20;

/**
 * What is doubtful about the rule list: how much, and on demand each in a sentence.
 * @param ready whether the rules themselves have come; before that they are not to be kept waiting by their checks
 */
export function ChecksPanel({ ready }: { readonly ready: boolean }) {
  const t = useTranslations('rules.checks');
  const bodyId = useId();
  const [open, setOpen] = useState(false);
  const [addresses, setAddresses] = useState(false);
  const checks = useQuery({ ...checksQuery(addresses), enabled: ready });
  const findings = checks.data?.findings;
  return (
    <section className={classes.panel} aria-label={t('title')}>
      <button type="button" className={classes.toggle} aria-expanded={open} aria-controls={bodyId} onClick={() => setOpen(!open)}>
        <span className={classes.title}>{t('title')}</span>
        {findings !== undefined ? (
          <Counts findings={findings} />
        ) : (
          <Text span size="sm" c="dimmed">
            {checks.isError ? t('failed') : t('checking')}
          </Text>
        )}
        <IconChevronDown size={16} stroke={1.8} className={classes.chevron} data-open={open || undefined} aria-hidden />
      </button>
      <div id={bodyId} hidden={!open}>
        {open && (
          <div className={classes.body}>
            {findings !== undefined && <Findings findings={findings} />}
            {findings === undefined && checks.isError && <ErrorState onRetry={() => void checks.refetch()} retrying={checks.isFetching} />}
            <div className={classes.foot}>
              {addresses ? (
                <Text size="xs" c="dimmed" role="status">
                  {checks.isPlaceholderData ? t('askingDns') : t('askedDns')}
                </Text>
              ) : (
                <Button size="compact-sm" variant="default" onClick={() => setAddresses(true)}>
                  {t('askDns')}
                </Button>
              )}
            </div>
          </div>
        )}
      </div>
    </section>
  );
}

function Counts({ findings }: { readonly findings: readonly FindingView[] }) {
  const t = useTranslations('rules.checks');
  if (findings.length === 0) {
    return (
      <span className={classes.count}>
        <IconCircleCheck size={15} stroke={1.8} color="var(--siegel-accent-text)" aria-hidden />
        {t('none')}
      </span>
    );
  }
  return SEVERITIES.map((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return (
      count > 0 && (
        <span key={severity} className={classes.count}>
          <SeverityIcon severity={severity} />
          {t(`count.${severity}`, { count })}
        </span>
      )
    );
  });
}

function Findings({ findings }: { readonly findings: readonly FindingView[] }) {
  const t = useTranslations('rules.checks');
  const [shown, setShown] = useState(AT_ONCE);
  if (findings.length === 0) return <Text size="sm">{t('noneText')}</Text>;
  return (
    <>
      <ul className={classes.findings}>
        {findings.slice(0, shown).map((finding) => (
          <FindingItem key={`${finding.check} ${finding.text}`} finding={finding} />
        ))}
      </ul>
      {findings.length > shown && (
        <Button variant="subtle" size="compact-sm" onClick={() => setShown(shown + AT_ONCE * 5)}>
          {t('more', { count: findings.length - shown })}
        </Button>
      )}
    </>
  );
}
