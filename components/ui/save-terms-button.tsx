'use client';

import { Button, Group, Popover } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconHourglassHigh, IconMessage2 } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import classes from './save-terms.module.css';
import { SaveTermsFields } from './save-terms-fields';
import type { SaveTermsForm } from './use-save-terms';

/** Beside the button that saves: opens note and trial, and shows what is set of them when it is closed. */
export function SaveTermsButton({ form }: { readonly form: SaveTermsForm }) {
  const t = useTranslations('trial.terms');
  const [opened, { toggle, close }] = useDisclosure(false);
  const { note, trial, minutes } = form.draft;
  const Icon = trial ? IconHourglassHigh : IconMessage2;
  return (
    <Popover
      opened={opened}
      onChange={(next) => {
        if (!next) close();
      }}
      position="top-end"
      width={340}
      shadow="md"
      trapFocus
      returnFocus
      withinPortal={false}
    >
      <Popover.Target>
        <Button variant="default" leftSection={<Icon size={16} stroke={1.7} aria-hidden />} onClick={toggle}>
          {t('button')}
          {trial && <span className={classes.set}>{t('shortMinutes', { minutes })}</span>}
          {note.trim() !== '' && !trial && <span className={classes.set}>{t('hasNote')}</span>}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes.dropdown ?? ''}>
        <SaveTermsFields form={form} />
        <Group justify="flex-end" mt="md">
          <Button size="xs" variant="default" onClick={close} data-mantine-stop-propagation>
            {t('done')}
          </Button>
        </Group>
      </Popover.Dropdown>
    </Popover>
  );
}
