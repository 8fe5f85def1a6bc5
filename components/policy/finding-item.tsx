import { Anchor, VisuallyHidden } from '@mantine/core';
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { Severity } from '@/lib/policy/checks/definition';
import classes from './checks.module.css';
import type { FindingView } from './checks-query';
import { FORCE_TLS_PATH, RULES_PATH } from './rules-path';

interface Props {
  readonly finding: FindingView;
  /** The rule that is being edited: it needs no link to itself. */
  readonly here?: string | null;
}

/** One finding in a sentence, in which each rule that it names is a link, and the form that puts it right. */
export function FindingItem({ finding: { check, severity, text, rules, forceTls }, here = null }: Props) {
  const t = useTranslations('rules.checks');
  const others = rules.filter(({ id }) => id !== here);
  return (
    <li className={classes.finding} data-severity={severity} data-check={check}>
      <SeverityIcon severity={severity} />
      <div>
        <VisuallyHidden>{t(`severity.${severity}`)}: </VisuallyHidden>
        {withLinks(text, others)}
        {forceTls !== null && (
          <>
            {' '}
            <Anchor
              component={Link}
              inherit
              underline="always"
              href={`${FORCE_TLS_PATH}?domain=${encodeURIComponent(forceTls.domain)}&direction=${forceTls.direction}`}
            >
              {t(`forceTls.${forceTls.direction}`, { domain: forceTls.domain })}
            </Anchor>
          </>
        )}
      </div>
    </li>
  );
}

export function SeverityIcon({ severity }: { readonly severity: Severity }) {
  const Icon = severity === 'warning' ? IconAlertTriangle : IconInfoCircle;
  return <Icon size={15} stroke={1.8} className={classes.icon} data-severity={severity} aria-hidden />;
}

/** The sentence names each rule in quotation marks. */
function withLinks(text: string, rules: FindingView['rules']): ReactNode[] {
  const [rule, ...others] = rules;
  if (rule === undefined) return [text];
  const place = text.search(new RegExp(`[“„]${escaped(rule.name)}[”“]`));
  if (place === -1) return withLinks(text, others);
  const end = place + 1 + rule.name.length;
  return [
    ...withLinks(text.slice(0, place + 1), others),
    <Anchor key={`${rule.id} ${place}`} component={Link} inherit underline="always" href={`${RULES_PATH}/${rule.id}`}>
      {rule.name}
    </Anchor>,
    ...withLinks(text.slice(end), others),
  ];
}

function escaped(name: string): string {
  return name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
