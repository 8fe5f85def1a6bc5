'use client';

import { Skeleton, Stack, VisuallyHidden } from '@mantine/core';
import { useTranslations } from 'use-intl';

function Loading() {
  const t = useTranslations('ui');
  return <VisuallyHidden role="status">{t('loading')}</VisuallyHidden>;
}

/** Rows of a list that is being loaded. */
export function TableSkeleton({ rows = 6 }: { readonly rows?: number }) {
  return (
    <Stack gap={1} p="md">
      <Loading />
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: placeholder rows have no identity
        <Skeleton key={row} height={34} radius="sm" my={4} />
      ))}
    </Stack>
  );
}

/** Fields of a form that is being loaded. */
export function FormSkeleton({ fields = 5 }: { readonly fields?: number }) {
  return (
    <Stack gap="lg">
      <Loading />
      {Array.from({ length: fields }, (_, field) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: placeholder fields have no identity
        <div key={field}>
          <Skeleton height={12} width={140} mb={8} />
          <Skeleton height={34} maw={420} />
        </div>
      ))}
    </Stack>
  );
}
