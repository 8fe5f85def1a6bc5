'use client';

import { Alert, Button, Group, Stack } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import type { FormEvent, ReactNode, RefObject } from 'react';
import { useTranslations } from 'use-intl';
import { ConflictAlert } from './conflict-alert';
import { Notice } from './notice';
import { SaveTermsButton } from './save-terms-button';
import type { SaveTermsForm } from './use-save-terms';

interface Props {
  /** Of `useItemEditor`. */
  readonly editor: {
    readonly formRef: RefObject<HTMLFormElement | null>;
    readonly saving: boolean;
    readonly terms: SaveTermsForm;
    readonly failure: string | null;
    readonly isDeleted: boolean;
    readonly cancel: () => void;
    readonly submit: () => void;
    readonly overwrite: () => void;
    readonly takeOver: () => void;
  };
  readonly texts: { readonly save: string; readonly saveFailed: string; readonly deletedMeanwhile: string };
  /** What somebody else has saved meanwhile, in a few words; null if nobody has. */
  readonly theirs: ReactNode;
  /** What is typed cannot be saved as it is. */
  readonly blocked?: boolean;
  readonly children: ReactNode;
}

/** The form of one item of the policy in a dialog: its fields, what stands in the way of saving, and the buttons. */
export function ItemEditorForm({ editor, texts, theirs, blocked = false, children }: Props) {
  const ui = useTranslations('ui');
  const { formRef, saving, terms, failure, isDeleted, cancel, submit, overwrite, takeOver } = editor;
  return (
    <form
      ref={formRef}
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        if (!blocked) submit();
      }}
    >
      <Stack gap="lg">
        {isDeleted && <Notice tone="warning">{texts.deletedMeanwhile}</Notice>}
        {theirs !== null && (
          <ConflictAlert busy={saving} onOverwrite={overwrite} onTakeOver={takeOver}>
            {theirs}
          </ConflictAlert>
        )}
        {children}
        {failure !== null && (
          <Alert color="red" variant="light" role="alert" icon={<IconAlertCircle aria-hidden />} title={texts.saveFailed}>
            {failure}
          </Alert>
        )}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={cancel}>
            {ui('cancel')}
          </Button>
          <SaveTermsButton form={terms} />
          <Button type="submit" loading={saving} disabled={theirs !== null || blocked}>
            {texts.save}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
