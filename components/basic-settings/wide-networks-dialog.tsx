'use client';

import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import classes from './basic-settings.module.css';
import type { NetworkBreadth } from './wide-networks';

interface Props {
  /** Empty closes the dialog. */
  readonly networks: readonly NetworkBreadth[];
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** A confirmation that cannot be clicked away: the widest network must be typed. */
export function WideNetworksDialog({ networks, onConfirm, onClose }: Props) {
  const t = useTranslations('basicSettings.routing');
  const ui = useTranslations('ui');
  return (
    <Modal opened={networks.length > 0} onClose={onClose} title={t('confirmTitle')} closeButtonProps={{ 'aria-label': ui('close') }}>
      {networks.length > 0 && <Typed networks={networks} onConfirm={onConfirm} onClose={onClose} />}
    </Modal>
  );
}

function Typed({ networks, onConfirm, onClose }: Props) {
  const t = useTranslations('basicSettings.routing');
  const ui = useTranslations('ui');
  const [typed, setTyped] = useState('');
  const expected = networks.map(({ network }) => network).join(', ');
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
        <Text>{networks.some(({ kind }) => kind === 'everybody') ? t('confirmOpen') : t('confirmWide')}</Text>
        <TextInput
          label={t.rich('confirmType', { text: () => <span className={classes.typed}>{expected}</span> })}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          autoComplete="off"
          spellCheck={false}
          data-autofocus
        />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {ui('cancel')}
          </Button>
          <Button type="submit" color="red.8" disabled={!matches}>
            {t('confirmButton')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
