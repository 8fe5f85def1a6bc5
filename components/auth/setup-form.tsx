'use client';

import { Alert, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useErrorText } from '@/components/ui/error-text';
import { useFocusOnFirstError } from '@/components/ui/focus-first-error';
import { errorsOfIssues, errorsOfProblem, NO_ERRORS } from '@/components/ui/form-errors';
import { SubmitButton } from '@/components/ui/submit-button';
import { ApiProblem, callApi } from '@/lib/api/client';
import { doneSchema, setupSchema } from '@/lib/api/contracts/account';
import { SetupLinkInvalid } from './setup-link-invalid';

/** Creates the first administrator; the secret of the one-time link is what allows it. */
export function SetupForm({ token }: { readonly token: string }) {
  const t = useTranslations('auth.setup');
  const errorText = useErrorText();
  const formRef = useRef<HTMLFormElement>(null);
  const [person, setPerson] = useState({ name: '', email: '', password: '' });
  const [attempts, setAttempts] = useState(0);
  const create = useMutation({
    mutationFn: (body: unknown) => callApi('/setup', doneSchema, { method: 'POST', body }),
    // A full load, as after every change of who is signed in.
    onSuccess: () => window.location.assign('/sign-in?created'),
    onError: () => setAttempts((now) => now + 1),
  });

  const parsed = setupSchema.safeParse({ token, ...person });
  const ownErrors = attempts > 0 && !parsed.success ? errorsOfIssues(parsed.error.issues) : NO_ERRORS;
  const refused = errorsOfProblem(create.error);
  const errors = ownErrors.size > 0 ? ownErrors : (refused ?? NO_ERRORS);
  useFocusOnFirstError(formRef, attempts);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAttempts((now) => now + 1);
    if (parsed.success) create.mutate(parsed.data);
  };
  const field = (name: keyof typeof person) => ({
    label: t(name),
    name,
    size: 'md' as const,
    value: person[name],
    error: errorText(errors.get(name)),
    onChange: (event: { readonly currentTarget: { readonly value: string } }) => {
      const { value } = event.currentTarget;
      setPerson((now) => ({ ...now, [name]: value }));
    },
  });

  if (create.error instanceof ApiProblem && create.error.problem.code === 'link-invalid') return <SetupLinkInvalid />;
  return (
    <form ref={formRef} onSubmit={submit} noValidate style={{ width: '100%' }}>
      <Title order={1}>{t('title')}</Title>
      <Text c="dimmed" mb="lg" mt={2}>
        {t('text')}
      </Text>
      <Stack gap="md">
        {create.isError && refused === null && (
          <Alert color="red" variant="light" role="alert" icon={<IconAlertCircle aria-hidden />}>
            {t('failed')}
          </Alert>
        )}
        <TextInput {...field('name')} autoComplete="name" autoFocus />
        <TextInput {...field('email')} type="email" autoComplete="username" />
        <PasswordInput {...field('password')} description={t('passwordHint')} autoComplete="new-password" />
        <SubmitButton size="md" fullWidth loading={create.isPending || create.isSuccess} mt={4}>
          {t('submit')}
        </SubmitButton>
      </Stack>
    </form>
  );
}
