'use client';

import { Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { ApiProblem, callApi } from '@/lib/api/client';
import { type PolicyTestView, savedTestSchema } from '@/lib/api/contracts/policy-tests';
import { policyTestsQuery } from './policy-tests-query';

interface Props {
  readonly view: PolicyTestView | null;
  readonly onClose: () => void;
}

export function DeleteTestDialog({ view, onClose }: Props) {
  const t = useTranslations('policyTests');
  const queryClient = useQueryClient();
  const remove = useMutation({
    mutationFn: ({ id, version }: PolicyTestView) =>
      callApi(`/policy-tests/${id}?version=${version}`, savedTestSchema, { method: 'DELETE' }),
    onSuccess: () => notifications.show({ color: 'seal', message: t('deleted'), role: 'status' }),
    onError: (error) => {
      const isChanged = error instanceof ApiProblem && (error.status === 409 || error.status === 404);
      notifications.show({ color: 'red', title: t('failedTitle'), message: isChanged ? t('changed') : error.message, role: 'alert' });
    },
    onSettled: () => {
      onClose();
      return queryClient.invalidateQueries({ queryKey: policyTestsQuery.queryKey });
    },
  });
  return (
    <ConfirmDialog
      opened={view !== null}
      title={t('deleteTitle', { name: view?.test.name ?? '' })}
      confirmLabel={t('delete')}
      busy={remove.isPending}
      onClose={onClose}
      onConfirm={() => view !== null && remove.mutate(view)}
    >
      <Text>{t('deleteText')}</Text>
    </ConfirmDialog>
  );
}
