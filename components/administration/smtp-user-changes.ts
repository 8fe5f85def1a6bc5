'use client';

import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { callApi } from '@/lib/api/client';
import { type SmtpUserView, smtpUserViewSchema } from '@/lib/api/contracts/smtp-users';
import { smtpUsersQuery } from './smtp-users-query';

export type UserChange =
  | { readonly kind: 'enable' | 'disable'; readonly user: SmtpUserView }
  | { readonly kind: 'delete'; readonly user: SmtpUserView };

/** What the list itself can do with a user. */
export function useSmtpUserChange() {
  const t = useTranslations('administration.smtpUsers');
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSuccess: (_answer, { kind, user: { name } }) => {
      const message =
        kind === 'delete' ? t('deleted', { name }) : kind === 'enable' ? t('enabledNow', { name }) : t('disabledNow', { name });
      notifications.show({ color: 'seal', message, role: 'status' });
    },
    onError: (error, { kind }) =>
      notifications.show({
        color: 'red',
        title: kind === 'delete' ? t('deleteFailed') : t('changeFailed'),
        message: error.message,
        role: 'alert',
      }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: smtpUsersQuery.queryKey }),
  });
}

function send({ kind, user }: UserChange): Promise<SmtpUserView> {
  const path = `/smtp-users/${user.id}`;
  if (kind === 'delete') return callApi(path, smtpUserViewSchema, { method: 'DELETE' });
  return callApi(path, smtpUserViewSchema, { method: 'PUT', body: { enabled: kind === 'enable', note: user.note, password: null } });
}
