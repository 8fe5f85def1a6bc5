'use client';

import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import dialog from './confirm-dialog.module.css';
import { DifferenceBetween } from './difference-between';
import type { OpenTrial } from './trial-query';

interface Props {
  readonly trial: OpenTrial;
  readonly busy: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Shows what taking back would change. The button works without that, too: whoever is in a hurry need not wait for it. */
export function TakeBackDialog({ trial: { revertTo, last }, busy, onConfirm, onClose }: Props) {
  const t = useTranslations('trial.takeBackDialog');
  const ui = useTranslations('ui');
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('title')}
      closeButtonProps={{ 'aria-label': ui('close') }}
      classNames={{ title: dialog.title ?? '' }}
    >
      <Stack gap="md">
        <Text>{t('text', { revision: revertTo })}</Text>
        <DifferenceBetween from={last} to={revertTo} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose} data-autofocus>
            {ui('cancel')}
          </Button>
          <Button color="red.8" loading={busy} onClick={onConfirm}>
            {t('confirm')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
