import { Text, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { useTranslations } from 'use-intl';
import type { RuleDraft } from '@/lib/policy/parse-rule';
import classes from './checks.module.css';
import { draftChecksQuery } from './checks-query';
import { FindingItem } from './finding-item';
import editor from './rule-editor.module.css';

interface Props {
  readonly rule: RuleDraft;
  /** The rule in whose place it will stand; null for a new one. */
  readonly id: string | null;
}

/** Says, while a rule is being built, what is doubtful about it in the list. */
export function DraftChecks({ rule, id }: Props) {
  const t = useTranslations('rules.checks');
  const titleId = useId();
  const [settled] = useDebouncedValue(rule, 500);
  const checks = useQuery(draftChecksQuery(settled, id));
  return (
    <section className={editor.preview} aria-labelledby={titleId}>
      <Title order={2} id={titleId}>
        {t('title')}
      </Title>
      <div aria-live="polite">
        {checks.data === undefined ? (
          <Text c="dimmed" size="sm" mt="xs">
            {checks.isError ? t('failed') : t('checking')}
          </Text>
        ) : checks.data.findings.length === 0 ? (
          <Text c="dimmed" size="sm" mt="xs">
            {rule.mode === 'disabled' ? t('disabled') : t('noneText')}
          </Text>
        ) : (
          <ul className={classes.findings}>
            {checks.data.findings.map((finding) => (
              <FindingItem key={`${finding.check} ${finding.text}`} finding={finding} here={id ?? finding.rules[0]?.id ?? null} />
            ))}
          </ul>
        )}
      </div>
    </section>
  );
}
