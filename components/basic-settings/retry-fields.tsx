'use client';

import { ActionIcon, Button } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { DurationInput } from '@/components/ui/duration-input';
import { useErrorText } from '@/components/ui/error-text';
import type { FormErrors } from '@/components/ui/form-errors';
import classes from './basic-settings.module.css';

const MOST = 50;

export interface RetryRow {
  readonly key: number;
  /** Seconds; null while the field is empty. */
  readonly delay: number | null;
}

interface Props {
  readonly value: readonly RetryRow[];
  readonly onChange: (value: readonly RetryRow[]) => void;
  readonly errors: FormErrors;
}

/** The waits before each retry; the last one repeats. There is always at least one. */
export function RetryFields({ value, onChange, errors }: Props) {
  const t = useTranslations('basicSettings.routing');
  const errorText = useErrorText();
  const add = () => {
    const last = value.at(-1);
    onChange([...value, { key: (last?.key ?? 0) + 1, delay: last?.delay ?? null }]);
  };
  return (
    <div>
      <ol className={classes.retries}>
        {value.map(({ key, delay }, i) => (
          <li key={key} className={classes.retry}>
            <span className={classes.retryName} aria-hidden="true">
              {t('retry', { number: i + 1 })}
            </span>
            <DurationInput
              label={t('retryDelay', { number: i + 1 })}
              hideLabel
              value={delay}
              onChange={(changed) => onChange(value.map((row) => (row.key === key ? { key, delay: changed } : row)))}
              error={errorText(errors.get(`retryDelays.${i}`) ?? (i === 0 ? errors.get('retryDelays') : undefined))}
            />
            {value.length > 1 && (
              <ActionIcon
                variant="subtle"
                color="gray"
                size="lg"
                aria-label={t('removeRetry', { number: i + 1 })}
                onClick={() => onChange(value.filter((row) => row.key !== key))}
              >
                <IconTrash size={16} aria-hidden />
              </ActionIcon>
            )}
            {i === value.length - 1 && <span className={classes.retryNote}>{t('lastRepeats')}</span>}
          </li>
        ))}
      </ol>
      {value.length < MOST && (
        <Button mt="xs" ml={-8} size="compact-sm" variant="subtle" leftSection={<IconPlus size={14} aria-hidden />} onClick={add}>
          {t('addRetry')}
        </Button>
      )}
    </div>
  );
}
