'use client';

import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { NAMED_LISTS_KEY } from '@/components/ui/named-lists-query';
import { useSavedNote } from '@/components/ui/saved-note';
import { ApiProblem, callApi } from '@/lib/api/client';
import type { NamedListRow } from '@/lib/api/contracts/named-lists';
import { savedSchema } from '@/lib/api/contracts/rules';

interface Props {
  readonly list: NamedListRow | null;
  readonly onClose: () => void;
}

/** Asks before a list that no rule refers to is deleted. */
export function DeleteListDialog({ list, onClose }: Props) {
  const t = useTranslations('namedLists');
  const queryClient = useQueryClient();
  const note = useSavedNote();
  const remove = useMutation({
    mutationFn: ({ id, version }: NamedListRow) => callApi(`/named-lists/${id}?version=${version}`, savedSchema, { method: 'DELETE' }),
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
      return queryClient.invalidateQueries({ queryKey: NAMED_LISTS_KEY });
    },
  });
  return (
    <ConfirmDialog
      opened={list !== null}
      title={t('deleteTitle', { name: list?.name ?? '' })}
      confirmLabel={t('deleteConfirm')}
      busy={remove.isPending}
      onClose={onClose}
      onConfirm={() => {
        if (list !== null) remove.mutate(list);
      }}
    >
      {t('deleteText')}
    </ConfirmDialog>
  );
}
