'use client';

import { Alert, Button, Group, PasswordInput, Stack, TextInput } from '@mantine/core';
import { IconAlertCircle, IconSparkles } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useErrorText } from '@/components/ui/error-text';
import { useFocusOnFirstError } from '@/components/ui/focus-first-error';
import { errorsOfIssues, errorsOfProblem, NO_ERRORS } from '@/components/ui/form-errors';
import { callApi } from '@/lib/api/client';
import { createSmtpUserSchema, type SmtpUserView, smtpUserViewSchema, updateSmtpUserSchema } from '@/lib/api/contracts/smtp-users';
import { generatePassword } from './generate-password';
import { smtpUsersQuery } from './smtp-users-query';

/** Name and password to be shown once. */
export interface Credentials {
  readonly name: string;
  readonly password: string;
}

interface Props {
  /** Null adds a new user. */
  readonly user: SmtpUserView | null;
  readonly setDirty: (dirty: boolean) => void;
  readonly cancel: () => void;
  /** `generated` is the password if the console has made it: nobody knows it yet. */
  readonly onSaved: (name: string, generated: string | null) => void;
}

interface Draft {
  readonly name: string;
  readonly note: string;
  readonly password: string;
}

/** The form of one SMTP user: a new one, or a new password or note for one. */
export function SmtpUserEditor({ user, setDirty, cancel, onSaved }: Props) {
  const t = useTranslations('administration.smtpUsers');
  const ui = useTranslations('ui');
  const errorText = useErrorText();
  const queryClient = useQueryClient();
  const formRef = useRef<HTMLFormElement>(null);
  const [draft, setDraft] = useState<Draft>({ name: user?.name ?? '', note: user?.note ?? '', password: '' });
  const [generated, setGenerated] = useState<string | null>(null);
  const [errors, setErrors] = useState(NO_ERRORS);
  const [attempts, setAttempts] = useState(0);
  useFocusOnFirstError(formRef, attempts);

  const change = (changes: Partial<Draft>) => {
    setDraft((now) => ({ ...now, ...changes }));
    setDirty(true);
  };
  const save = useMutation({
    mutationFn: () => send(user, draft),
    onSuccess: ({ name }) => {
      void queryClient.invalidateQueries({ queryKey: smtpUsersQuery.queryKey });
      onSaved(name, draft.password !== '' && draft.password === generated ? generated : null);
    },
    onError: (error) => {
      setErrors(errorsOfProblem(error) ?? NO_ERRORS);
      setAttempts((now) => now + 1);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const parsed = user === null ? createSmtpUserSchema.safeParse(draft) : updateSmtpUserSchema.safeParse(changesOf(user, draft));
    setErrors(parsed.success ? NO_ERRORS : errorsOfIssues(parsed.error.issues));
    setAttempts((now) => now + 1);
    if (parsed.success) save.mutate();
  };

  return (
    <form ref={formRef} noValidate onSubmit={submit}>
      <Stack gap="md">
        {user === null && (
          <TextInput
            label={t('name')}
            description={t('nameHelp')}
            inputWrapperOrder={['label', 'input', 'error', 'description']}
            value={draft.name}
            error={errorText(errors.get('name'))}
            onChange={(event) => change({ name: event.currentTarget.value })}
            autoCapitalize="none"
            autoComplete="off"
            spellCheck={false}
            data-autofocus
          />
        )}
        <Group align="flex-start" gap="sm">
          <PasswordInput
            flex="1 1 14rem"
            label={user === null ? t('password') : t('newPassword')}
            description={user === null ? t('passwordHelp') : t('keepPassword')}
            inputWrapperOrder={['label', 'input', 'error', 'description']}
            value={draft.password}
            error={errorText(errors.get('password'))}
            onChange={(event) => change({ password: event.currentTarget.value })}
            autoComplete="new-password"
            {...(user === null ? {} : { 'data-autofocus': true })}
          />
          <Button
            variant="default"
            mt="1.55rem"
            leftSection={<IconSparkles size={15} stroke={1.7} aria-hidden />}
            onClick={() => {
              const password = generatePassword();
              setGenerated(password);
              change({ password });
            }}
          >
            {t('generate')}
          </Button>
        </Group>
        <TextInput
          label={`${t('note')} (${ui('optional')})`}
          placeholder={t('notePlaceholder')}
          value={draft.note}
          error={errorText(errors.get('note'))}
          onChange={(event) => change({ note: event.currentTarget.value })}
          autoComplete="off"
        />
        {save.isError && errors.size === 0 && (
          <Alert color="red" variant="light" role="alert" icon={<IconAlertCircle aria-hidden />} title={t('saveFailed')}>
            {save.error.message}
          </Alert>
        )}
        <Group justify="flex-end" gap="sm" mt="xs">
          <Button variant="default" onClick={cancel}>
            {ui('cancel')}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {t('save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function changesOf(user: SmtpUserView, { note, password }: Draft) {
  return { enabled: user.enabled, note, password: password === '' ? null : password };
}

function send(user: SmtpUserView | null, draft: Draft): Promise<SmtpUserView> {
  return user === null
    ? callApi('/smtp-users', smtpUserViewSchema, { method: 'POST', body: draft })
    : callApi(`/smtp-users/${user.id}`, smtpUserViewSchema, { method: 'PUT', body: changesOf(user, draft) });
}
