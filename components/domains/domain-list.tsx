'use client';

import { Anchor, Button, Text } from '@mantine/core';
import { IconWorld } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { EditorDialog } from '@/components/ui/editor-dialog';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { PageHeader } from '@/components/ui/page-header';
import { SearchField } from '@/components/ui/search-field';
import { TableSkeleton } from '@/components/ui/skeletons';
import table from '@/components/ui/stacked-table.module.css';
import { useUrlFilter } from '@/components/ui/url-filter';
import type { LocalDomainView } from '@/lib/api/contracts/domains';
import { DeleteDomainDialog } from './delete-domain-dialog';
import { DomainEditor } from './domain-editor';
import { DomainTable } from './domain-table';
import classes from './domains.module.css';
import { domainsQuery } from './domains-query';

/** Page "Domains": what this gateway accepts mail for. */
export function DomainListPage() {
  const t = useTranslations('domains');
  const domains = useQuery({ ...domainsQuery, refetchInterval: 30_000 });
  const [editing, setEditing] = useState<LocalDomainView | 'new' | null>(null);
  const [deleting, setDeleting] = useState<LocalDomainView | null>(null);
  const add = (label: string) => <Button onClick={() => setEditing('new')}>+ {label}</Button>;
  const hasDomains = domains.data !== undefined && domains.data.domains.length > 0;
  return (
    <>
      <PageHeader title={t('title')} description={t('description')} actions={hasDomains ? add(t('add')) : undefined} />
      {hasDomains ? (
        <FilteredDomains domains={domains.data.domains} onEdit={setEditing} onDelete={setDeleting} />
      ) : (
        <div className={table.frame}>
          {domains.data !== undefined ? (
            <EmptyState icon={<IconWorld size={22} stroke={1.7} />} title={t('emptyTitle')} action={add(t('emptyAction'))}>
              {t('emptyText')}
            </EmptyState>
          ) : domains.isError ? (
            <ErrorState onRetry={() => void domains.refetch()} retrying={domains.isFetching} />
          ) : (
            <TableSkeleton />
          )}
        </div>
      )}
      <EditorDialog
        opened={editing !== null}
        title={editing === null || editing === 'new' ? t('addTitle') : t('editTitle', { domain: editing.domain })}
        onClose={() => setEditing(null)}
      >
        {(form) => <DomainEditor {...form} view={editing === 'new' ? null : editing} />}
      </EditorDialog>
      <DeleteDomainDialog domain={deleting} onClose={() => setDeleting(null)} />
    </>
  );
}

interface FilteredProps {
  readonly domains: readonly LocalDomainView[];
  readonly onEdit: (domain: LocalDomainView) => void;
  readonly onDelete: (domain: LocalDomainView) => void;
}

function FilteredDomains({ domains, onEdit, onDelete }: FilteredProps) {
  const t = useTranslations('domains');
  const ui = useTranslations('ui');
  const filter = useUrlFilter();
  const text = filter.get('query').toLowerCase();
  const shown = domains.filter(
    ({ domain, deliverTo }) => domain.includes(text) || deliverTo.hosts.some(({ host }) => host.toLowerCase().includes(text)),
  );
  return (
    <>
      {domains.length > 5 && (
        <div className={classes.tools}>
          <SearchField
            className={classes.filter}
            label={t('filter')}
            placeholder={t('filterPlaceholder')}
            value={filter.get('query')}
            onChange={(query) => filter.set({ query })}
          />
          <Text size="sm" c="dimmed" role="status">
            {t('filterCount', { shown: shown.length, total: domains.length })}
          </Text>
        </div>
      )}
      <div className={table.frame}>
        {shown.length === 0 ? (
          <Text c="dimmed" p="xl" ta="center">
            {t('noMatch', { text })}{' '}
            <Anchor component="button" type="button" onClick={() => filter.set({ query: '' })}>
              {ui('showAll')}
            </Anchor>
          </Text>
        ) : (
          <DomainTable domains={shown} onEdit={onEdit} onDelete={onDelete} />
        )}
      </div>
    </>
  );
}
