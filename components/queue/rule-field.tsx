'use client';

import { Select } from '@mantine/core';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { callApi } from '@/lib/api/client';
import { ruleRowsSchema } from '@/lib/api/contracts/rule-rows';

const SHOWN = 50;

const ruleNamesQuery = queryOptions({
  queryKey: ['queue', 'rule-names'] as const,
  queryFn: async ({ signal }) => {
    const { rows } = await callApi('/rules/rows', ruleRowsSchema, { signal });
    return rows.map(({ id, order, name }) => ({ value: id, label: `${order}. ${name}` }));
  },
  staleTime: 60_000,
});

interface Props {
  /** Id; empty: any. */
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** Chooses a rule by its name. The names are asked for when somebody wants to see them. */
export function RuleField({ value, onChange }: Props) {
  const t = useTranslations('queue.filters');
  const [wanted, setWanted] = useState(value !== '');
  const rules = useQuery({ ...ruleNamesQuery, enabled: wanted || value !== '' });
  const known = rules.data ?? [];
  const isUnknown = value !== '' && !known.some((rule) => rule.value === value);
  return (
    <Select
      label={t('rule')}
      placeholder={t('anyRule')}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('anyRule') }}
      limit={SHOWN}
      nothingFoundMessage={rules.isError ? t('rulesFailed') : rules.data === undefined ? t('rulesLoading') : t('noRule')}
      value={value === '' ? null : value}
      data={isUnknown ? [...known, { value, label: rules.data === undefined ? t('rulesLoading') : t('deletedRule') }] : known}
      onFocus={() => setWanted(true)}
      onChange={(id) => onChange(id ?? '')}
    />
  );
}
