'use client';

import { Alert, Button, Text, Title } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';

interface Props {
  readonly digest: string | undefined;
  readonly onRetry: () => void;
}

/** A page failed while it was rendered. Says that mail is not affected: the first thing its reader fears. */
export function Crash({ digest, onRetry }: Props) {
  const t = useTranslations('shell.crash');
  return (
    <Alert color="red" variant="light" icon={<IconAlertTriangle aria-hidden />} m="lg" maw="44rem">
      <Title order={1} mb="xs">
        {t('title')}
      </Title>
      <Text>{t('text')}</Text>
      {digest !== undefined && (
        <Text size="sm" c="dimmed" mt="xs">
          {t('reference', { digest })}
        </Text>
      )}
      <Button variant="default" size="xs" mt="md" onClick={onRetry}>
        {t('retry')}
      </Button>
    </Alert>
  );
}
