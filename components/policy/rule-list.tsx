'use client';

import { Anchor, Button, Text, VisuallyHidden } from '@mantine/core';
import { IconListCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useDeferredValue, useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { PageHeader } from '@/components/ui/page-header';
import { TableSkeleton } from '@/components/ui/skeletons';
import { useUrlFilter } from '@/components/ui/url-filter';
import type { RuleRow, RuleRows as RuleRowList } from '@/lib/api/contracts/rule-rows';
import { ChecksPanel } from './checks-panel';
import { checksQuery, findingsByRule } from './checks-query';
import { filterRows, isFiltered, ruleFilter } from './rule-filter';
import classes from './rule-list.module.css';
import { useRuleListChange } from './rule-list-changes';
import { RuleListTools } from './rule-list-tools';
import { RuleRows } from './rule-rows';
import { FORCE_TLS_PATH, RULES_PATH } from './rules-path';
import { useRuleRows } from './use-rule-rows';

/** Page "Advanced Settings": the rules in their order, and everything that can be done with one without opening it. */
export function RuleListPage() {
  const t = useTranslations('rules.list');
  const rules = useRuleRows();
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
      {rules.data === undefined ? (
        <div className={classes.frame}>
          {rules.isError ? <ErrorState onRetry={() => void rules.refetch()} retrying={rules.isFetching} /> : <TableSkeleton rows={8} />}
        </div>
      ) : rules.data.total === 0 ? (
        <NoRules />
      ) : (
        <>
          <ChecksPanel ready={!rules.isPlaceholderData} />
          <RuleList list={rules.data} complete={!rules.isPlaceholderData} />
        </>
      )}
    </>
  );
}

function NoRules() {
  const t = useTranslations('rules.list');
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

function RuleList({ list: { rows, total }, complete }: { readonly list: RuleRowList; readonly complete: boolean }) {
  const t = useTranslations('rules.list');
  const change = useRuleListChange();
  const url = useUrlFilter();
  // After the rows: the server is busy for a while with checking thousands of rules.
  const checks = useQuery({ ...checksQuery(false), enabled: complete }).data;
  const findings = useMemo(() => findingsByRule(checks), [checks]);
  const [deleting, setDeleting] = useState<RuleRow | null>(null);
  const [announcement, setAnnouncement] = useState('');

  const { text, mode, category } = ruleFilter(url.get);
  const wanted = useDeferredValue(useMemo(() => ({ text, mode, category }), [text, mode, category]));
  const found = useMemo(() => filterRows(rows, wanted), [rows, wanted]);
  const filtered = isFiltered(wanted);
  // What has not come yet can neither be filtered nor be called missing.
  const length = !complete && !filtered ? total : found.length;
  return (
    <>
      <RuleListTools filter={{ text, mode, category }} onChange={url.set}>
        {filtered ? (complete ? t('filterCount', { shown: found.length, total }) : t('filtering')) : t('count', { total })}
      </RuleListTools>
      <div className={classes.frame}>
        {found.length === 0 && complete ? (
          <Text c="dimmed" p="xl" ta="center">
            {text === '' ? t('noneOfKind') : t('noMatch', { text })}{' '}
            <Anchor component="button" type="button" onClick={() => url.set({ query: '', mode: '', category: '' })}>
              {t('clearFilter')}
            </Anchor>
          </Text>
        ) : (
          <RuleRows
            rows={found}
            findings={findings}
            length={length}
            total={total}
            onChange={(wish) => {
              change.mutate(wish);
              if (wish.kind === 'move') setAnnouncement(t('moved', { name: wish.row.name, order: wish.order }));
            }}
            onDelete={setDeleting}
          />
        )}
      </div>
      <VisuallyHidden role="status">{announcement}</VisuallyHidden>
      <ConfirmDialog
        opened={deleting !== null}
        title={t('deleteTitle')}
        confirmLabel={t('deleteConfirm')}
        onClose={() => setDeleting(null)}
        onConfirm={() => {
          if (deleting !== null) change.mutate({ kind: 'delete', row: deleting });
          setDeleting(null);
        }}
      >
        {t('deleteText', { name: deleting?.name ?? '' })}
      </ConfirmDialog>
    </>
  );
}
