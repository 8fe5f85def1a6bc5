'use client';

import { Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { useSavedNote } from '@/components/ui/saved-note';
import { ApiProblem, callApi } from '@/lib/api/client';
import type { LocalDomainView } from '@/lib/api/contracts/domains';
import { savedSchema } from '@/lib/api/contracts/rules';
import { DOMAINS_KEY } from './domains-query';

interface Props {
  readonly domain: LocalDomainView | null;
  readonly onClose: () => void;
}

/** Says what becomes of mail for the domain before it is deleted. */
export function DeleteDomainDialog({ domain, onClose }: Props) {
  const t = useTranslations('domains');
  const queryClient = useQueryClient();
  const note = useSavedNote();
  const remove = useMutation({
    mutationFn: ({ id, version }: LocalDomainView) => callApi(`/domains/${id}?version=${version}`, savedSchema, { method: 'DELETE' }),
    onSuccess: ({ revision }) => note(revision),
    onError: (error) => {
      const conflict = error instanceof ApiProblem && error.problem.code === 'conflict';
      notifications.show({
        color: 'red',
        title: t('deleteFailed'),
        message: conflict ? t('changedMeanwhile') : error.message,
        role: 'alert',
      });
    },
    onSettled: () => {
      onClose();
      return queryClient.invalidateQueries({ queryKey: DOMAINS_KEY });
    },
  });
  const name = domain?.domain ?? '';
  return (
    <ConfirmDialog
      opened={domain !== null}
      title={t('deleteTitle', { domain: name })}
      confirmLabel={t('deleteConfirm')}
      busy={remove.isPending}
      onClose={onClose}
      onConfirm={() => {
        if (domain !== null) remove.mutate(domain);
      }}
    >
      <Stack gap="sm">
        <Text>{t('deleteText', { domain: name })}</Text>
        <Text c="dimmed">{t('deleteQueue', { host: domain?.deliverTo.hosts[0]?.host ?? '' })}</Text>
      </Stack>
    </ConfirmDialog>
  );
}
