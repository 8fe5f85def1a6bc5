'use client';

import { Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { onBrokenTests } from '@/lib/api/client';
import type { BrokenTests } from '@/lib/api/contracts/broken-tests';
import classes from './broken-tests-dialog.module.css';
import { ConfirmDialog } from './confirm-dialog';

interface Asked {
  readonly tests: BrokenTests['tests'];
  readonly answer: (saveAnyway: boolean) => void;
}

/** Asks, for whatever is being saved, whether policy tests may break by it. */
export function BrokenTestsDialog() {
  const t = useTranslations('policyTests.broken');
  const [asked, setAsked] = useState<Asked | null>(null);
  useEffect(() => onBrokenTests(({ tests }) => new Promise((answer) => setAsked({ tests, answer }))), []);
  if (asked === null) return null;
  const { tests, answer } = asked;
  const close = (saveAnyway: boolean) => {
    setAsked(null);
    answer(saveAnyway);
  };
  return (
    <ConfirmDialog
      opened
      title={t('title')}
      confirmLabel={t('save')}
      cancelLabel={t('cancel')}
      onConfirm={() => close(true)}
      onClose={() => close(false)}
    >
      <Text>{t('text', { count: tests.length })}</Text>
      <ul className={classes.tests}>
        {tests.map(({ id, name, expected, now, rules }) => (
          <li key={id} className={classes.test}>
            <strong>{name}</strong>
            <span>{t('expected', { expected })}</span>
            <span className={classes.now}>{t('now', { now })}</span>
            {rules.map((rule) => (
              <span key={rule.ruleId} className={classes.rule}>
                {t('rule', { order: rule.order, name: rule.name })}
              </span>
            ))}
          </li>
        ))}
      </ul>
    </ConfirmDialog>
  );
}
