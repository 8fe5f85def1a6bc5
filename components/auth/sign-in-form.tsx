'use client';

import { Alert, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { IconAlertCircle, IconCircleCheck } from '@tabler/icons-react';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { SubmitButton } from '@/components/ui/submit-button';

interface Props {
  /** Path of the console to go to afterwards. */
  readonly next: string;
  readonly created: boolean;
}

type Failure = { readonly kind: 'invalid' | 'unreachable' } | { readonly kind: 'rateLimited'; readonly seconds: number };

export function SignInForm({ next, created }: Props) {
  const t = useTranslations('auth.signIn');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [attempted, setAttempted] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const emailRef = useRef<HTMLInputElement>(null);
  const passwordRef = useRef<HTMLInputElement>(null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setAttempted(true);
    setFailure(null);
    if (email.trim() === '') return emailRef.current?.focus();
    if (password === '') return passwordRef.current?.focus();
    setBusy(true);
    const failed = await signIn(email.trim(), password);
    // A full load: the new session must reach every server component.
    if (failed === null) return window.location.assign(next);
    setBusy(false);
    setFailure(failed);
    if (failed.kind === 'invalid') passwordRef.current?.select();
  };

  return (
    <form onSubmit={(event) => void submit(event)} noValidate style={{ width: '100%' }}>
      <Title order={1}>{t('title')}</Title>
      <Text c="dimmed" mb="lg" mt={2}>
        {t('text')}
      </Text>
      <Stack gap="md">
        {created && failure === null && (
          <Alert color="seal" variant="light" role="status" icon={<IconCircleCheck aria-hidden />}>
            {t('created')}
          </Alert>
        )}
        {failure !== null && (
          <Alert color="red" variant="light" role="alert" icon={<IconAlertCircle aria-hidden />}>
            {failure.kind === 'rateLimited' ? t('rateLimited', { seconds: failure.seconds }) : t(failure.kind)}
          </Alert>
        )}
        <TextInput
          ref={emailRef}
          label={t('email')}
          type="email"
          name="email"
          autoComplete="username"
          autoFocus
          size="md"
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
          error={attempted && email.trim() === '' && t('emailMissing')}
        />
        <PasswordInput
          ref={passwordRef}
          label={t('password')}
          name="password"
          autoComplete="current-password"
          size="md"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          error={attempted && password === '' && t('passwordMissing')}
        />
        <SubmitButton size="md" fullWidth loading={busy} mt={4}>
          {t('submit')}
        </SubmitButton>
      </Stack>
    </form>
  );
}

async function signIn(email: string, password: string): Promise<Failure | null> {
  const response = await fetch('/api/auth/sign-in/email', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  }).catch(() => null);
  if (response === null || response.status >= 500) return { kind: 'unreachable' };
  if (response.ok) return null;
  if (response.status !== 429) return { kind: 'invalid' };
  const seconds = Number(response.headers.get('x-retry-after') ?? response.headers.get('retry-after'));
  return { kind: 'rateLimited', seconds: Number.isFinite(seconds) && seconds > 0 ? Math.ceil(seconds) : 10 };
}
