'use client';

import { Alert, Text, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { describeRule } from '@/lib/policy/describe';
import type { RuleDraft } from '@/lib/policy/parse-rule';
import classes from './rule-editor.module.css';
import { explanationQuery } from './rules-query';

interface Props {
  /** The rule as parsed; null while something is missing. */
  readonly rule: RuleDraft | null;
  /** The rule in whose place it will stand; null for a new one, which will be the last. */
  readonly id: string | null;
}

/** Says, while the rule is being built, what it does, at which stage it answers, and why there. */
export function RulePreview({ rule, id }: Props) {
  const t = useTranslations('rules');
  const titleId = useId();
  return (
    <section className={classes.preview} aria-labelledby={titleId}>
      <Title order={2} id={titleId}>
        {t('editor.preview')}
      </Title>
      <div aria-live="polite">
        {rule === null ? (
          <Text c="dimmed" mt="xs">
            {t('editor.previewPending')}
          </Text>
        ) : (
          <Explained rule={rule} id={id} />
        )}
      </div>
    </section>
  );
}

function Explained({ rule, id }: { readonly rule: RuleDraft; readonly id: string | null }) {
  const t = useTranslations('rules');
  const locale = useLocale();
  const { conditions, actions } = describeRule(rule, locale);
  // The rules above, which can hold the answer back, are the server's business: there may be thousands.
  const [settled] = useDebouncedValue(rule, 300);
  const answer = useQuery(explanationQuery(settled, id)).data;
  return (
    <>
      <p className={classes.sentence}>
        {conditions} <span className={classes.then}>→</span> <strong>{actions}</strong>
      </p>
      {rule.mode !== 'enforce' && (
        <Text size="sm" c="dimmed" mt="sm">
          {t(rule.mode === 'monitor' ? 'editor.previewMonitor' : 'editor.previewDisabled')}
        </Text>
      )}
      {answer !== undefined && (
        <div className={classes.stage}>
          {answer.reason}
          {answer.warning !== null && (
            <Alert color="yellow" variant="light" mt="sm" icon={<IconAlertTriangle aria-hidden />}>
              {answer.warning}
            </Alert>
          )}
        </div>
      )}
    </>
  );
}
