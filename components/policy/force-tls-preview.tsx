'use client';

import { Text, Title } from '@mantine/core';
import { useId } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { describeRule } from '@/lib/policy/describe';
import { type ForceTls, forceTlsRules } from '@/lib/policy/force-tls';
import classes from './rule-editor.module.css';

/** The rules in words, before they are saved; `wish` is null while something is missing. */
export function ForceTlsPreview({ wish }: { readonly wish: ForceTls | null }) {
  const t = useTranslations('rules');
  const locale = useLocale();
  const id = useId();
  const made = wish === null ? [] : forceTlsRules(wish).map(({ rule }) => ({ name: rule.name, words: describeRule(rule, locale) }));
  return (
    <section className={classes.preview} aria-labelledby={id}>
      <Title order={2} id={id}>
        {t('forceTls.preview', { count: made.length })}
      </Title>
      <div aria-live="polite">
        {wish === null && (
          <Text c="dimmed" mt="xs">
            {t('forceTls.previewPending')}
          </Text>
        )}
        {made.map(({ name, words }) => (
          <div key={name} className={classes.previewedRule}>
            <Text fw={550} className={classes.previewedName ?? ''}>
              {name}
            </Text>
            <p className={classes.previewedWords}>
              {words.conditions} <span className={classes.then}>→</span> <strong>{words.actions}</strong>
            </p>
          </div>
        ))}
        {made.length > 0 && (
          <Text size="sm" c="dimmed" mt="sm">
            {wish?.mode === 'monitor' ? t('editor.previewMonitor') : t('forceTls.previewPlace')}
          </Text>
        )}
      </div>
    </section>
  );
}
