'use client';

import { Pill, PillsInput } from '@mantine/core';
import { type ClipboardEvent, type KeyboardEvent, type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';
import classes from './entry-list-input.module.css';
import { whenReleased } from './when-released';

interface Props {
  readonly label: string;
  readonly description?: ReactNode;
  readonly placeholder?: string;
  readonly value: readonly string[];
  readonly onChange: (value: string[]) => void;
  /** The canonical form of what was typed, or null if it is none: it then stays visible, marked, for the reader to correct. */
  readonly canonical: (text: string) => string | null;
  /** What is wrong with an entry that has no canonical form. */
  readonly invalidReason: string;
  readonly error?: ReactNode;
  /** Entries may hold spaces and commas: only Enter, leaving the field and the lines of a pasted list part them. */
  readonly wholeLines?: boolean;
  readonly hideLabel?: boolean;
  readonly disabled?: boolean;
  readonly id?: string;
}

/** Several domains, addresses or networks in one field. Enter, comma, space and leaving the field add an entry; a pasted list adds many. */
export function EntryListInput(props: Props) {
  const {
    label,
    description,
    placeholder,
    value,
    onChange,
    canonical,
    invalidReason,
    error,
    wholeLines = false,
    hideLabel = false,
    disabled = false,
    id,
  } = props;
  const t = useTranslations('ui.list');
  const [text, setText] = useState('');
  const wrong = value.filter((entry) => canonical(entry) === null);

  const add = (typed: string) => {
    const entries = typed
      .split(wholeLines ? /[\r\n]+/ : /[\s,;]+/)
      .map((entry) => entry.trim())
      .filter((entry) => entry !== '')
      .map((entry) => canonical(entry) ?? entry);
    setText('');
    if (entries.length > 0) onChange([...new Set([...value, ...entries])]);
  };
  const remove = (entry: string) => onChange(value.filter((other) => other !== entry));

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    if ((event.key === 'Enter' && text.trim() !== '') || (!wholeLines && [',', ';', ' '].includes(event.key))) {
      event.preventDefault();
      add(text);
    } else if (event.key === 'Enter') {
      event.preventDefault();
    } else if (event.key === 'Backspace' && text === '') {
      onChange(value.slice(0, -1));
    }
  };
  const onPaste = (event: ClipboardEvent<HTMLInputElement>) => {
    const pasted = event.clipboardData.getData('text');
    if (!(wholeLines ? /[\r\n]/ : /[\s,;]/).test(pasted.trim())) return;
    event.preventDefault();
    add(`${text}${pasted}`);
  };

  return (
    <PillsInput
      {...(hideLabel ? {} : { label })}
      description={description}
      disabled={disabled}
      error={wrong.length > 0 ? wrong.map((entry) => t('entryInvalid', { entry, reason: invalidReason })).join(' ') : error}
      classNames={{ input: classes.input ?? '' }}
      {...(id === undefined ? {} : { id })}
    >
      <Pill.Group>
        {value.map((entry) => (
          <Pill
            key={entry}
            withRemoveButton
            disabled={disabled}
            onRemove={() => remove(entry)}
            className={canonical(entry) === null ? classes.wrong : classes.pill}
            removeButtonProps={{ 'aria-label': t('removeEntry', { entry }), 'aria-hidden': false, tabIndex: 0 }}
          >
            {entry}
          </Pill>
        ))}
        <PillsInput.Field
          className={classes.field ?? ''}
          {...(hideLabel ? { 'aria-label': label } : {})}
          value={text}
          placeholder={value.length === 0 ? placeholder : undefined}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
          onBlur={() => whenReleased(() => add(text))}
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          aria-invalid={error !== undefined || wrong.length > 0}
        />
      </Pill.Group>
    </PillsInput>
  );
}
