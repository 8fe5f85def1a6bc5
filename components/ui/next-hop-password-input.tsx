'use client';

import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Password } from '@/lib/policy/authentication';
import classes from './next-hop-password-input.module.css';

interface Props {
  readonly label: string;
  /** True where the label stands beside it already; it is then only read aloud. */
  readonly hideLabel?: boolean;
  readonly value: Password;
  readonly onChange: (value: Password) => void;
  readonly error: string | undefined;
}

/** A password of a next hop. One that is stored is never shown again: it can be kept, or replaced by another. */
export function NextHopPasswordInput({ label, hideLabel = false, value, onChange, error }: Props) {
  const t = useTranslations('ui.password');
  const [kept, setKept] = useState<Password | null>(null);
  const named = hideLabel ? { 'aria-label': label } : { label };
  if (value.kind === 'stored') {
    return (
      <div className={classes.row}>
        <TextInput {...named} className={classes.input} value={t('stored')} readOnly error={error} />
        <Button
          variant="default"
          onClick={() => {
            setKept(value);
            onChange({ kind: 'typed', text: '' });
          }}
        >
          {t('change')}
        </Button>
      </div>
    );
  }
  return (
    <div className={classes.row}>
      <PasswordInput
        {...named}
        className={classes.input}
        value={value.text}
        error={error}
        onChange={(event) => onChange({ kind: 'typed', text: event.currentTarget.value })}
        autoComplete="new-password"
        maxLength={255}
      />
      {kept !== null && (
        <Button
          variant="default"
          onClick={() => {
            onChange(kept);
            setKept(null);
          }}
        >
          {t('keep')}
        </Button>
      )}
    </div>
  );
}
