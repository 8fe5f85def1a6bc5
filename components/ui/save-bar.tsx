'use client';

import { Button, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import classes from './save-bar.module.css';
import { SaveTermsButton } from './save-terms-button';
import { SubmitButton } from './submit-button';
import type { SaveTermsForm } from './use-save-terms';

interface Props {
  readonly dirty: boolean;
  readonly saving: boolean;
  readonly terms: SaveTermsForm;
  /** Left of the buttons instead of "Unsaved changes". */
  readonly note?: ReactNode;
  readonly onDiscard?: () => void;
  /** Further buttons, before the one that saves. */
  readonly extra?: ReactNode;
}

/** The foot of a form: stays in sight, submits it, says whether something is unsaved. */
export function SaveBar({ dirty, saving, terms, note, onDiscard, extra }: Props) {
  const t = useTranslations('ui');
  return (
    <div className={classes.bar}>
      <div className={classes.note} role="status">
        {note ??
          (dirty && (
            <Text size="sm" c="dimmed">
              {t('unsavedChanges')}
            </Text>
          ))}
      </div>
      <Group gap="sm">
        {onDiscard !== undefined && dirty && (
          <Button variant="subtle" color="gray" onClick={onDiscard} disabled={saving}>
            {t('discard')}
          </Button>
        )}
        {extra}
        <SaveTermsButton form={terms} />
        <SubmitButton loading={saving}>{t('save')}</SubmitButton>
      </Group>
    </div>
  );
}
