'use client';

import { Alert } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import type { FormEvent, ReactNode, RefObject } from 'react';
import { useTranslations } from 'use-intl';
import { ConflictAlert } from '@/components/ui/conflict-alert';
import { SaveBar } from '@/components/ui/save-bar';
import type { SaveTermsForm } from '@/components/ui/use-save-terms';
import classes from './basic-settings.module.css';

interface Form {
  readonly formRef: RefObject<HTMLFormElement | null>;
  readonly errors: ReadonlyMap<string, string>;
  readonly dirty: boolean;
  readonly saving: boolean;
  readonly terms: SaveTermsForm;
  readonly failure: string | null;
  readonly conflict: object | null;
  readonly submit: () => void;
  readonly discard: () => void;
  readonly overwrite: () => void;
  readonly takeOver: () => void;
}

/** The form around a page of settings: conflict, refusal, save bar. */
export function SettingsFrame({ form, children }: { readonly form: Form; readonly children: ReactNode }) {
  const t = useTranslations('basicSettings');
  const ui = useTranslations('ui');
  return (
    <form
      ref={form.formRef}
      className={classes.form}
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        if (form.conflict === null) form.submit();
      }}
    >
      <div className={classes.grow}>{children}</div>
      {form.conflict !== null && <ConflictAlert busy={form.saving} onOverwrite={form.overwrite} onTakeOver={form.takeOver} />}
      {form.failure !== null && (
        <Alert color="red" variant="light" role="alert" icon={<IconAlertCircle aria-hidden />} title={t('saveFailed')}>
          {form.failure}
        </Alert>
      )}
      <SaveBar
        dirty={form.dirty}
        saving={form.saving}
        terms={form.terms}
        onDiscard={form.discard}
        {...(form.errors.size > 0
          ? {
              note: (
                <span className={classes.errorNote}>
                  <IconAlertCircle size={16} aria-hidden /> {ui('errorSummary', { count: form.errors.size })}
                </span>
              ),
            }
          : {})}
      />
    </form>
  );
}
