'use client';

import { Modal } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';
import { ConfirmDialog } from './confirm-dialog';
import classes from './confirm-dialog.module.css';
import { useUnsavedChanges } from './unsaved-changes';

interface Form {
  /** To be called with whether closing would lose something. */
  readonly setDirty: (dirty: boolean) => void;
  /** Asks first if closing would lose something. */
  readonly cancel: () => void;
  /** Closes at once, after saving. */
  readonly close: () => void;
}

interface Props {
  readonly opened: boolean;
  readonly title: string;
  readonly onClose: () => void;
  readonly size?: 'md' | 'lg';
  readonly children: (form: Form) => ReactNode;
}

/** A form in a dialog that does not lose what was typed: closing it by button, key or cross asks first. */
export function EditorDialog({ opened, title, onClose, size = 'lg', children }: Props) {
  const t = useTranslations('ui');
  const [dirty, setDirty] = useState(false);
  const [asking, setAsking] = useState(false);
  useUnsavedChanges(opened && dirty);
  const close = () => {
    setDirty(false);
    setAsking(false);
    onClose();
  };
  const cancel = () => {
    if (dirty) setAsking(true);
    else close();
  };
  return (
    <>
      <Modal
        opened={opened}
        onClose={cancel}
        size={size}
        closeOnClickOutside={false}
        title={title}
        closeButtonProps={{ 'aria-label': t('close') }}
        classNames={{ title: classes.title ?? '' }}
      >
        {opened && children({ setDirty, cancel, close })}
      </Modal>
      {/* Only while it asks: a dialog that is there already would be closed by the very Escape that opens it. */}
      {asking && (
        <ConfirmDialog
          opened
          title={t('closeTitle')}
          confirmLabel={t('discard')}
          cancelLabel={t('keepEditing')}
          onConfirm={close}
          onClose={() => setAsking(false)}
        >
          {t('closeText')}
        </ConfirmDialog>
      )}
    </>
  );
}
