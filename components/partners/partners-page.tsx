'use client';

import { NativeSelect, NumberInput, Text } from '@mantine/core';
import { IconUsersGroup } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { useErrorText } from '@/components/ui/error-text';
import { PageHeader } from '@/components/ui/page-header';
import { TableSkeleton } from '@/components/ui/skeletons';
import table from '@/components/ui/stacked-table.module.css';
import { useUrlFilter } from '@/components/ui/url-filter';
import { SUGGESTION_DAYS, suggestionQuerySchema } from '@/lib/api/contracts/suggestions';
import classes from './partners.module.css';
import { SuggestionTable } from './suggestion-table';
import { suggestionsQuery } from './suggestions-query';

/** Page "Partners": with whom TLS could be forced without anybody noticing. */
export function PartnersPage() {
  const t = useTranslations('partners');
  const errorText = useErrorText();
  const filter = useUrlFilter();
  const inAddress = suggestionQuerySchema.safeParse({ days: filter.get('days') || undefined, least: filter.get('least') || undefined });
  const { days, least } = inAddress.success ? inAddress.data : suggestionQuerySchema.parse({});
  const [typed, setTyped] = useState<string | number>(least);
  const wished = suggestionQuerySchema.safeParse({ days, least: typed === '' ? Number.NaN : typed });
  const list = useQuery(suggestionsQuery({ days, least }));
  const suggestions = list.data?.suggestions;
  return (
    <>
      <PageHeader title={t('title')} description={t('description')} />
      <div className={classes.controls}>
        <NativeSelect
          label={t('days')}
          value={String(days)}
          onChange={(event) => filter.set({ days: event.currentTarget.value })}
          data={SUGGESTION_DAYS.map((each) => ({ value: String(each), label: t('daysOf', { days: each }) }))}
        />
        <NumberInput
          label={t('least')}
          description={t('leastHelp')}
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          value={typed}
          allowDecimal={false}
          allowNegative={false}
          hideControls
          w="18rem"
          error={wished.success ? undefined : errorText(wished.error.issues[0]?.message)}
          onChange={(value) => {
            setTyped(value);
            const next = suggestionQuerySchema.safeParse({ days, least: value === '' ? Number.NaN : value });
            if (next.success) filter.set({ least: String(next.data.least) });
          }}
        />
      </div>
      {suggestions !== undefined && suggestions.length > 0 && (
        <Text size="sm" c="dimmed" mb="xs" role="status">
          {t('count', { count: suggestions.length })}
        </Text>
      )}
      <div className={table.frame} aria-busy={list.isPlaceholderData}>
        {suggestions === undefined ? (
          list.isError ? (
            <ErrorState onRetry={() => void list.refetch()} retrying={list.isFetching} />
          ) : (
            <TableSkeleton />
          )
        ) : suggestions.length === 0 ? (
          <EmptyState icon={<IconUsersGroup size={22} stroke={1.7} />} title={t('emptyTitle')}>
            {t('emptyText')}
          </EmptyState>
        ) : (
          <SuggestionTable suggestions={suggestions} />
        )}
      </div>
      <Text size="sm" c="dimmed" mt="md">
        {t('basis')}
      </Text>
    </>
  );
}
