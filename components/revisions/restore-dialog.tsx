'use client';

import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import dialog from '@/components/ui/confirm-dialog.module.css';
import { DifferenceBetween } from '@/components/ui/difference-between';
import { differenceQuery } from '@/components/ui/difference-query';
import { Notice } from '@/components/ui/notice';
import { SaveTermsFields } from '@/components/ui/save-terms-fields';
import { useSavedNote } from '@/components/ui/saved-note';
import { useSaveTerms } from '@/components/ui/use-save-terms';
import { callApi } from '@/lib/api/client';
import { revisionInForceSchema } from '@/lib/api/contracts/revisions';

interface Props {
  readonly target: number;
  /** The revision in force, as far as the page knows. */
  readonly current: number;
  readonly onClose: () => void;
}

/** Shows what bringing a revision back would change, and does it. What somebody saves meanwhile is shown before anything is done. */
export function RestoreDialog({ target, current, onClose }: Props) {
  const t = useTranslations('revisions.restoreDialog');
  const ui = useTranslations('ui');
  const queryClient = useQueryClient();
  const saved = useSavedNote();
  const terms = useSaveTerms();
  const [seen, setSeen] = useState(current);
  const difference = useQuery(differenceQuery(seen, target, useLocale()));
  if (difference.data !== undefined && difference.data.current > seen) setSeen(difference.data.current);
  const restore = useMutation({
    mutationFn: () =>
      callApi(`/revisions/${target}/restore`, revisionInForceSchema, { method: 'POST', body: { ...terms.terms, current: seen } }),
    onSuccess: ({ revision }) => {
      saved(revision);
      onClose();
      return queryClient.invalidateQueries();
    },
    // Most likely somebody has saved: the difference says what is in force now.
    onError: () => difference.refetch(),
  });
  const same = difference.data?.changes.length === 0;
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('title', { revision: target })}
      closeButtonProps={{ 'aria-label': ui('close') }}
      classNames={{ title: dialog.title ?? '' }}
    >
      <Stack gap="md">
        {seen > current && <Notice tone="warning">{t('meanwhile', { revision: seen })}</Notice>}
        <Text>{same ? t('same', { revision: target }) : t('text', { revision: target })}</Text>
        {!same && <DifferenceBetween from={seen} to={target} />}
        {!same && <SaveTermsFields form={terms} />}
        {restore.isError && (
          <Alert color="red" variant="light" role="alert" icon={<IconAlertCircle aria-hidden />} title={t('failed')}>
            {restore.error.message}
          </Alert>
        )}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose} data-autofocus>
            {same ? ui('close') : ui('cancel')}
          </Button>
          {!same && (
            <Button loading={restore.isPending} disabled={difference.data === undefined} onClick={() => restore.mutate()}>
              {t('confirm', { revision: target })}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}
