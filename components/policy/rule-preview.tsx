'use client';

import { Badge, Text, Title } from '@mantine/core';
import { useId } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { answerStage } from '@/lib/policy/answer-stage';
import { describeRule } from '@/lib/policy/describe';
import type { Rule } from '@/lib/policy/rule';
import classes from './rule-editor.module.css';

interface Props {
  /** The rule as parsed; null while something is missing. */
  readonly rule: Omit<Rule, 'id'> | null;
}

/** Says, while the rule is being built, what it does, at which stage it answers, and why there. */
export function RulePreview({ rule }: Props) {
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
          <Explained rule={rule} />
        )}
      </div>
    </section>
  );
}

function Explained({ rule }: { readonly rule: Omit<Rule, 'id'> }) {
  const t = useTranslations('rules');
  const locale = useLocale();
  const { conditions, actions } = describeRule(rule, locale);
  const answer = answerStage(rule);
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
        <Badge variant="default" size="sm" radius="sm" tt="none" fw={500}>
          {t('editor.answersAt', { stage: t(`stages.${answer.stage}`) })}
        </Badge>
        <Text size="sm" c="dimmed" mt="xs">
          {answer.reason[locale]}
        </Text>
      </div>
    </>
  );
}
