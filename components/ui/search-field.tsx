'use client';

import { CloseButton, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { whenReleased } from './when-released';

interface Props {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly className?: string | undefined;
  /** The label stands above the box, as in a form. */
  readonly labelled?: boolean;
  readonly error?: string | undefined;
}

/** A search box that reports what was typed when the typing pauses. */
export function SearchField({ label, placeholder, value, onChange, className, labelled = false, error }: Props) {
  const t = useTranslations('ui');
  const [text, setText] = useState(value);
  const report = useDebouncedCallback(onChange, 300);
  useEffect(() => setText(value), [value]);
  const type = (typed: string) => {
    setText(typed);
    report(typed.trim());
  };
  return (
    <TextInput
      {...(className === undefined ? {} : { className })}
      type="search"
      {...(labelled ? { label } : { 'aria-label': label })}
      placeholder={placeholder}
      value={text}
      error={error}
      leftSection={<IconSearch size={15} stroke={1.8} aria-hidden />}
      rightSection={
        text === '' ? null : (
          <CloseButton
            size="sm"
            aria-label={t('clear')}
            onClick={() => {
              report.cancel();
              setText('');
              onChange('');
            }}
          />
        )
      }
      onChange={(event) => type(event.currentTarget.value)}
      // Reported later, it would call back whoever has gone on to another page.
      onBlur={() => whenReleased(() => report.flush())}
      spellCheck={false}
      styles={{ input: { WebkitAppearance: 'none', appearance: 'none' } }}
    />
  );
}
