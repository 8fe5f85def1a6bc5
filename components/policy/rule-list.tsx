'use client';

import { Anchor, Button, Pagination, Text, TextInput, VisuallyHidden } from '@mantine/core';
import { IconListCheck, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { PageHeader } from '@/components/ui/page-header';
import { TableSkeleton } from '@/components/ui/skeletons';
import type { RuleView } from '@/lib/api/contracts/rules';
import classes from './rule-list.module.css';
import { useRuleListChange } from './rule-list-changes';
import { RuleRows } from './rule-rows';
import { FORCE_TLS_PATH, RULES_PATH } from './rules-path';
import { filterRules, rulesQuery } from './rules-query';

const PAGE_SIZE = 100;

/** Page "Advanced Settings": the rules in their order, and everything that can be done with one without opening it. */
export function RuleListPage() {
  const t = useTranslations('rules.list');
  const rules = useQuery({ ...rulesQuery, refetchInterval: 20_000 });
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('description')}
        actions={
          <>
            <Button component={Link} href={FORCE_TLS_PATH} variant="default">
              {t('forceTls')}
            </Button>
            <Button component={Link} href={`${RULES_PATH}/new`}>
              + {t('add')}
            </Button>
          </>
        }
      />
      {rules.data !== undefined ? (
        <RuleList rules={rules.data.rules} />
      ) : (
        <div className={classes.frame}>
          {rules.isError ? <ErrorState onRetry={() => void rules.refetch()} retrying={rules.isFetching} /> : <TableSkeleton rows={8} />}
        </div>
      )}
    </>
  );
}

function RuleList({ rules }: { readonly rules: readonly RuleView[] }) {
  const t = useTranslations('rules.list');
  const change = useRuleListChange();
  const [filter, setFilter] = useState('');
  const [page, setPage] = useState(1);
  const [deleting, setDeleting] = useState<RuleView | null>(null);
  const [announcement, setAnnouncement] = useState('');

  if (rules.length === 0) {
    return (
      <div className={classes.frame}>
        <EmptyState
          icon={<IconListCheck size={22} stroke={1.7} />}
          title={t('emptyTitle')}
          action={
            <Button component={Link} href={`${RULES_PATH}/new`}>
              {t('emptyAction')}
            </Button>
          }
        >
          {t('emptyText')}
        </EmptyState>
      </div>
    );
  }

  const found = filterRules(rules, filter);
  const pages = Math.max(1, Math.ceil(found.length / PAGE_SIZE));
  const current = Math.min(page, pages);
  const shown = found.slice((current - 1) * PAGE_SIZE, current * PAGE_SIZE);
  return (
    <>
      <div className={classes.tools}>
        <TextInput
          className={classes.filter}
          aria-label={t('filter')}
          placeholder={t('filterPlaceholder')}
          leftSection={<IconSearch size={15} stroke={1.8} aria-hidden />}
          value={filter}
          onChange={(event) => {
            setFilter(event.currentTarget.value);
            setPage(1);
          }}
        />
        <Text size="sm" c="dimmed" role="status">
          {filter === '' ? t('count', { total: rules.length }) : t('filterCount', { shown: found.length, total: rules.length })}
        </Text>
      </div>
      <div className={classes.frame}>
        {found.length === 0 ? (
          <Text c="dimmed" p="xl" ta="center">
            {t('noMatch', { text: filter })}{' '}
            <Anchor component="button" type="button" onClick={() => setFilter('')}>
              {t('clearFilter')}
            </Anchor>
          </Text>
        ) : (
          <RuleRows
            views={shown}
            total={rules.length}
            onChange={(wish) => {
              change.mutate(wish);
              if (wish.kind === 'move') setAnnouncement(t('moved', { name: wish.view.rule.name, order: wish.order }));
            }}
            onDelete={setDeleting}
          />
        )}
      </div>
      {pages > 1 && <Pagination total={pages} value={current} onChange={setPage} mt="md" size="sm" />}
      <VisuallyHidden role="status">{announcement}</VisuallyHidden>
      <ConfirmDialog
        opened={deleting !== null}
        title={t('deleteTitle')}
        confirmLabel={t('deleteConfirm')}
        onClose={() => setDeleting(null)}
        onConfirm={() => {
          if (deleting !== null) change.mutate({ kind: 'delete', view: deleting });
          setDeleting(null);
        }}
      >
        {t('deleteText', { name: deleting?.rule.name ?? '' })}
      </ConfirmDialog>
    </>
  );
}
