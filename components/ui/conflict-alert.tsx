'use client';

import { Button, Group } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { Notice } from './notice';

interface Props {
  /** What the other one has saved, in a few words. */
  readonly children?: ReactNode;
  readonly busy: boolean;
  readonly onOverwrite: () => void;
  readonly onTakeOver: () => void;
}

/** Somebody else has saved the same thing meanwhile: nothing is overwritten before the reader has chosen. */
export function ConflictAlert({ children, busy, onOverwrite, onTakeOver }: Props) {
  const t = useTranslations('ui.conflict');
  return (
    <Notice tone="warning" title={t('title')}>
      {t('text')}
      {children !== undefined && <div style={{ marginTop: '0.5rem' }}>{children}</div>}
      <Group gap="sm" mt="sm">
        <Button size="xs" variant="default" onClick={onTakeOver}>
          {t('takeOver')}
        </Button>
        <Button size="xs" color="red.8" loading={busy} onClick={onOverwrite}>
          {t('overwrite')}
        </Button>
      </Group>
    </Notice>
  );
}
