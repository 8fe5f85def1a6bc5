'use client';

import { Button, Modal, Stack, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { CopyButton } from '@/components/ui/copy-button';
import classes from './administration.module.css';
import type { Credentials } from './smtp-user-editor';

/** Shows a generated password, which afterwards nobody can see any more. It is not closed by a stray click or key. */
export function CredentialsDialog({ credentials, onClose }: { readonly credentials: Credentials | null; readonly onClose: () => void }) {
  const t = useTranslations('administration.smtpUsers');
  return (
    <Modal
      opened={credentials !== null}
      onClose={onClose}
      title={t('showTitle')}
      closeOnClickOutside={false}
      closeOnEscape={false}
      withCloseButton={false}
      classNames={{ title: classes.dialogTitle ?? '' }}
    >
      {credentials !== null && (
        <Stack gap="md">
          <Text>{t('showText', { name: credentials.name })}</Text>
          <dl className={classes.credentials}>
            <dt>{t('showUser')}</dt>
            <dd>{credentials.name}</dd>
            <dt>{t('showPassword')}</dt>
            <dd>
              <span>{credentials.password}</span>
              <CopyButton value={credentials.password} label={t('copyPassword')} />
            </dd>
          </dl>
          <Button onClick={onClose} style={{ alignSelf: 'flex-end' }}>
            {t('showDone')}
          </Button>
        </Stack>
      )}
    </Modal>
  );
}
