'use client';

import { notifications } from '@mantine/notifications';
import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ApiProblem, callApi } from '@/lib/api/client';
import { savedSchema } from '@/lib/api/contracts/rules';
import { ConfirmDialog } from './confirm-dialog';
import type { ItemKind, ItemView } from './save-item';
import { useSavedNote } from './saved-note';

interface Props {
  /** Null while nothing is to be deleted. */
  readonly item: ItemView | null;
  readonly path: ItemKind<ItemView>['path'];
  /** Of what is out of date afterwards. */
  readonly queryKey: QueryKey;
  readonly texts: { readonly title: string; readonly confirm: string; readonly failed: string; readonly changedMeanwhile: string };
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Asks before an item of the policy is deleted, and says what came of it. */
export function DeleteItemDialog({ item, path, queryKey, texts, onClose, children }: Props) {
  const queryClient = useQueryClient();
  const note = useSavedNote();
  const remove = useMutation({
    mutationFn: ({ id, version }: ItemView) => callApi(`${path}/${id}?version=${version}`, savedSchema, { method: 'DELETE' }),
    onSuccess: ({ revision }) => note(revision),
    onError: (error) => {
      const conflict = error instanceof ApiProblem && error.problem.code === 'conflict';
      const message = conflict ? texts.changedMeanwhile : error.message;
      notifications.show({ color: 'red', title: texts.failed, message, role: 'alert' });
    },
    onSettled: () => {
      onClose();
      return queryClient.invalidateQueries({ queryKey });
    },
  });
  return (
    <ConfirmDialog
      opened={item !== null}
      title={texts.title}
      confirmLabel={texts.confirm}
      busy={remove.isPending}
      onClose={onClose}
      onConfirm={() => {
        if (item !== null) remove.mutate(item);
      }}
    >
      {children}
    </ConfirmDialog>
  );
}
