'use client';

import { Alert, Checkbox, PasswordInput, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconAlertCircle } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useErrorText } from '@/components/ui/error-text';
import { useFocusOnFirstError } from '@/components/ui/focus-first-error';
import { errorsOfIssues, errorsOfProblem, NO_ERRORS } from '@/components/ui/form-errors';
import { Section } from '@/components/ui/section';
import { SubmitButton } from '@/components/ui/submit-button';
import { ApiProblem, callApi } from '@/lib/api/client';
import { changePasswordSchema, doneSchema } from '@/lib/api/contracts/account';
import classes from './administration.module.css';

const EMPTY = { currentPassword: '', newPassword: '', repeat: '' };

export function PasswordForm() {
  const t = useTranslations('administration.account');
  const errorText = useErrorText();
  const formRef = useRef<HTMLFormElement>(null);
  const [draft, setDraft] = useState(EMPTY);
  const [signOutOthers, setSignOutOthers] = useState(true);
  const [errors, setErrors] = useState(NO_ERRORS);
  const [repeatWrong, setRepeatWrong] = useState(false);
  const [attempts, setAttempts] = useState(0);
  useFocusOnFirstError(formRef, attempts);

  const body = { currentPassword: draft.currentPassword, newPassword: draft.newPassword, signOutOthers };
  const change = useMutation({
    mutationFn: () => callApi('/account/password', doneSchema, { method: 'PUT', body }),
    onSuccess: () => {
      notifications.show({ color: 'seal', message: signOutOthers ? t('changedOthers') : t('changed'), role: 'status' });
      setDraft(EMPTY);
    },
    onError: (error) => {
      setErrors(errorsOfProblem(error) ?? NO_ERRORS);
      setAttempts((now) => now + 1);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const parsed = changePasswordSchema.safeParse(body);
    const different = draft.repeat !== draft.newPassword;
    setErrors(parsed.success ? NO_ERRORS : errorsOfIssues(parsed.error.issues));
    setRepeatWrong(different);
    setAttempts((now) => now + 1);
    if (parsed.success && !different) change.mutate();
  };
  const edit = (changes: Partial<typeof EMPTY>) => setDraft((now) => ({ ...now, ...changes }));
  const tooOften = change.error instanceof ApiProblem && change.error.status === 429;

  return (
    <Section title={t('passwordTitle')}>
      <form ref={formRef} className={classes.accountForm} noValidate onSubmit={submit}>
        <Stack gap="md">
          <PasswordInput
            label={t('current')}
            autoComplete="current-password"
            value={draft.currentPassword}
            error={errorText(errors.get('currentPassword'))}
            onChange={(event) => edit({ currentPassword: event.currentTarget.value })}
          />
          <PasswordInput
            label={t('next')}
            description={t('nextHelp')}
            inputWrapperOrder={['label', 'input', 'error', 'description']}
            autoComplete="new-password"
            value={draft.newPassword}
            error={errorText(errors.get('newPassword'))}
            onChange={(event) => edit({ newPassword: event.currentTarget.value })}
          />
          <PasswordInput
            label={t('repeat')}
            autoComplete="new-password"
            value={draft.repeat}
            error={repeatWrong && t('repeatWrong')}
            onChange={(event) => edit({ repeat: event.currentTarget.value })}
          />
          <Checkbox
            label={t('signOutOthers')}
            checked={signOutOthers}
            onChange={(event) => setSignOutOthers(event.currentTarget.checked)}
          />
          {change.isError && errors.size === 0 && (
            <Alert color="red" variant="light" role="alert" icon={<IconAlertCircle aria-hidden />} title={t('failed')}>
              {tooOften ? t('tooOften') : change.error.message}
            </Alert>
          )}
          <SubmitButton loading={change.isPending} style={{ alignSelf: 'flex-start' }}>
            {t('change')}
          </SubmitButton>
        </Stack>
      </form>
    </Section>
  );
}
