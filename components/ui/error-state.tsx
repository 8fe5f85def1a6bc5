'use client';

import { Alert, Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';

interface Props {
  readonly onRetry: () => void;
  readonly retrying?: boolean;
  /** What the server said, if it said something that helps. */
  readonly detail?: string;
}

/** Stands where content would stand that could not be loaded. */
export function ErrorState({ onRetry, retrying = false, detail }: Props) {
  const t = useTranslations('ui');
  return (
    <Alert color="red" variant="light" icon={<IconAlertTriangle aria-hidden />} title={t('errorTitle')} role="alert">
      <p style={{ margin: '0 0 0.75rem' }}>{detail ?? t('errorText')}</p>
      <Button size="xs" variant="default" onClick={onRetry} loading={retrying}>
        {t('retry')}
      </Button>
    </Alert>
  );
}
