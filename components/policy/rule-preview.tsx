'use client';

import { Alert, Text, Title } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { answerStage } from '@/lib/policy/answer-stage';
import { describeRule } from '@/lib/policy/describe';
import type { Rule } from '@/lib/policy/rule';
import classes from './rule-editor.module.css';
import { rulesQuery } from './rules-query';

interface Props {
  /** The rule as parsed; null while something is missing. */
  readonly rule: Omit<Rule, 'id'> | null;
  /** Its order number in the list; null for a new rule, which will be the last. */
  readonly order: number | null;
}

/** Says, while the rule is being built, what it does, at which stage it answers, and why there. */
export function RulePreview({ rule, order }: Props) {
  const t = useTranslations('rules');
  const id = useId();
  return (
    <section className={classes.preview} aria-labelledby={id}>
      <Title order={2} id={id}>
        {t('editor.preview')}
      </Title>
      <div aria-live="polite">
        {rule === null ? (
          <Text c="dimmed" mt="xs">
            {t('editor.previewPending')}
          </Text>
        ) : (
          <Explained rule={rule} order={order} />
        )}
      </div>
    </section>
  );
}

function Explained({ rule, order }: { readonly rule: Omit<Rule, 'id'>; readonly order: number | null }) {
  const t = useTranslations('rules');
  const locale = useLocale();
  const { conditions, actions } = describeRule(rule, locale);
  const list = useQuery(rulesQuery).data?.rules ?? [];
  const above = list.filter((view) => order === null || view.order < order).map((view) => view.rule);
  const answer = answerStage(rule, above);
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
      <div className={classes.stage}>
        {answer.reason[locale]}
        {answer.warning !== null && (
          <Alert color="yellow" variant="light" mt="sm" icon={<IconAlertTriangle aria-hidden />}>
            {answer.warning[locale]}
          </Alert>
        )}
      </div>
    </>
  );
}
