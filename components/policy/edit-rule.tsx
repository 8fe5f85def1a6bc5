'use client';

import { Button } from '@mantine/core';
import { IconListCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { PageHeader } from '@/components/ui/page-header';
import { FormSkeleton } from '@/components/ui/skeletons';
import { ApiProblem } from '@/lib/api/client';
import type { RuleView } from '@/lib/api/contracts/rules';
import { RuleEditor } from './rule-editor';
import { RULES_PATH } from './rules-path';
import { ruleQuery } from './rules-query';

/** Loads a rule and opens the editor on it. The editor keeps what it was opened with: a later answer must not replace what is being typed. */
export function EditRule({ id }: { readonly id: string }) {
  const t = useTranslations('rules');
  const [opened, setOpened] = useState<RuleView | null>(null);
  const rule = useQuery({ ...ruleQuery(id), enabled: opened === null, retry: false });
  if (opened === null && rule.data !== undefined && !rule.isFetching) setOpened(rule.data);

  if (opened !== null) return <RuleEditor view={opened} />;
  if (!rule.isError) return <FormSkeleton />;
  if (!(rule.error instanceof ApiProblem) || rule.error.status !== 404) {
    return <ErrorState onRetry={() => void rule.refetch()} retrying={rule.isFetching} />;
  }
  return (
    <>
      <PageHeader back={{ href: RULES_PATH, label: t('editor.back') }} title={t('editor.editTitle')} />
      <EmptyState
        icon={<IconListCheck size={22} stroke={1.7} />}
        title={t('editor.notFoundTitle')}
        action={
          <Button component={Link} href={RULES_PATH}>
            {t('editor.back')}
          </Button>
        }
      >
        {t('editor.notFound')}
      </EmptyState>
    </>
  );
}
