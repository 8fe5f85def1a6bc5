'use client';

import { ActionIcon } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';

/** Copies a text; says so to the eye and to a screen reader. */
export function CopyButton({ value, label }: { readonly value: string; readonly label: string }) {
  const t = useTranslations('ui');
  const clipboard = useClipboard({ timeout: 2500 });
  return (
    <ActionIcon
      variant="default"
      size="md"
      aria-label={clipboard.copied ? t('copied') : label}
      title={label}
      aria-live="polite"
      onClick={() => clipboard.copy(value)}
    >
      {clipboard.copied ? <IconCheck size={15} stroke={2} aria-hidden /> : <IconCopy size={15} stroke={1.7} aria-hidden />}
    </ActionIcon>
  );
}
