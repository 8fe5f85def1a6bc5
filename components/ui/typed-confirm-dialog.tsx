'use client';

import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';
import classes from './typed-confirm-dialog.module.css';

interface Props {
  readonly opened: boolean;
  readonly title: string;
  readonly children: ReactNode;
  /** What must be typed. White space does not count. */
  readonly expected: string;
  readonly confirmLabel: string;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** A confirmation that cannot be clicked away. */
export function TypedConfirmDialog({ opened, title, ...rest }: Props) {
  const t = useTranslations('ui');
  return (
    <Modal opened={opened} onClose={rest.onClose} title={title} closeButtonProps={{ 'aria-label': t('close') }}>
      {opened && <Typed {...rest} />}
    </Modal>
  );
}

function Typed({ children, expected, confirmLabel, onConfirm, onClose }: Omit<Props, 'opened' | 'title'>) {
  const t = useTranslations('ui');
  const [typed, setTyped] = useState('');
  const matches = typed.replace(/\s/g, '') === expected.replace(/\s/g, '');
  return (
    <form
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        // The form around the dialog in React's tree must not be submitted with it.
        event.stopPropagation();
        if (matches) onConfirm();
      }}
    >
      <Stack gap="md">
        <Text>{children}</Text>
        <TextInput
          label={t.rich('confirmType', { text: () => <span className={classes.expected}>{expected}</span> })}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          autoComplete="off"
          spellCheck={false}
          data-autofocus
        />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" color="red.8" disabled={!matches}>
            {confirmLabel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
