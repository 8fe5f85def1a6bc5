'use client';

import { NativeSelect, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useErrorText } from '@/components/ui/error-text';
import { instantOf, localTimeOf } from '@/components/ui/local-time';
import { SearchField } from '@/components/ui/search-field';
import { MESSAGE_SPANS, type MessageFilterQuery } from '@/lib/api/contracts/messages';
import { MESSAGE_OUTCOMES, parseMessageSearch } from '@/lib/mail/message-search';
import classes from './messages.module.css';
import { ruleChoicesQuery } from './messages-query';

interface Props {
  readonly filter: MessageFilterQuery;
  /** As typed, also if it is none of what can be searched. */
  readonly typed: string;
  /** Empty: does not matter. */
  readonly onChange: (changes: { readonly [Name in keyof MessageFilterQuery]?: string }) => void;
}

/** What the list of messages is narrowed down by. */
export function MessageFilters({ filter, typed, onChange }: Props) {
  const t = useTranslations('messages');
  const errorText = useErrorText();
  return (
    <search className={classes.tools}>
      <SearchField
        className={classes.search}
        label={t('search')}
        placeholder={t('searchPlaceholder')}
        value={typed}
        error={parseMessageSearch(typed) === null ? errorText('search.invalid') : undefined}
        onChange={(query) => onChange({ query })}
      />
      <NativeSelect
        aria-label={t('outcome')}
        value={filter.outcome ?? ''}
        data={[{ value: '', label: t('outcomes.all') }, ...MESSAGE_OUTCOMES.map((value) => ({ value, label: t(`outcomes.${value}`) }))]}
        onChange={(event) => onChange({ outcome: event.currentTarget.value })}
      />
      <NativeSelect
        aria-label={t('encryption')}
        value={filter.tls ?? ''}
        data={(['', 'yes', 'no'] as const).map((value) => ({ value, label: t(`encryptions.${value || 'all'}`) }))}
        onChange={(event) => onChange({ tls: event.currentTarget.value })}
      />
      <RuleFilter filter={filter} onChange={onChange} />
      <TimeFilter filter={filter} onChange={onChange} />
    </search>
  );
}

function RuleFilter({ filter, onChange }: Pick<Props, 'filter' | 'onChange'>) {
  const t = useTranslations('messages');
  const [opened, setOpened] = useState(false);
  const rules = useQuery({ ...ruleChoicesQuery, enabled: opened || filter.rule !== undefined });
  return (
    <Select
      className={classes.rule ?? ''}
      aria-label={t('rule')}
      placeholder={t('anyRule')}
      searchable
      clearable
      limit={50}
      nothingFoundMessage={rules.data === undefined ? t('ruleLoading') : t('ruleNone')}
      clearButtonProps={{ 'aria-label': t('anyRule') }}
      value={filter.rule ?? null}
      data={(rules.data ?? []).map(({ id, order, name }) => ({ value: id, label: `${order}. ${name}` }))}
      onDropdownOpen={() => setOpened(true)}
      onChange={(rule) => onChange({ rule: rule ?? '' })}
    />
  );
}

function TimeFilter({ filter: { last, from, until }, onChange }: Pick<Props, 'filter' | 'onChange'>) {
  const t = useTranslations('messages');
  const [chosen, setChosen] = useState(false);
  const between = last === undefined && (chosen || from !== undefined || until !== undefined);
  const choose = (value: string) => {
    setChosen(value === 'between');
    onChange(value === 'between' ? { last: '' } : { last: value, from: '', until: '' });
  };
  return (
    <>
      <NativeSelect
        aria-label={t('span')}
        value={between ? 'between' : (last ?? '')}
        data={[
          { value: '', label: t('spans.all') },
          ...MESSAGE_SPANS.map((value) => ({ value, label: t(`spans.${value}`) })),
          { value: 'between', label: t('spans.between') },
        ]}
        onChange={(event) => choose(event.currentTarget.value)}
      />
      {between && (
        <div className={classes.between}>
          {(['from', 'until'] as const).map((end) => (
            <TextInput
              key={end}
              type="datetime-local"
              aria-label={t(end)}
              leftSection={<span className={classes.betweenWord}>{t(`${end}Short`)}</span>}
              leftSectionWidth="3rem"
              defaultValue={localTimeOf((end === 'from' ? from : until) ?? null)}
              onChange={(event) => onChange({ [end]: instantOf(event.currentTarget.value) ?? '' })}
            />
          ))}
        </div>
      )}
    </>
  );
}
