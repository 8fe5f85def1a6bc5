'use client';

import { Alert, Button, Checkbox, PasswordInput, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconAlertCircle } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useErrorText } from '@/components/ui/error-text';
import { useFocusOnFirstError } from '@/components/ui/focus-first-error';
import { Section } from '@/components/ui/section';
import classes from './administration.module.css';
import { changePassword } from './change-password';

const SHORTEST = 12;
const EMPTY = { current: '', next: '', repeat: '' };

export function PasswordForm() {
  const t = useTranslations('administration.account');
  const errorText = useErrorText();
  const formRef = useRef<HTMLFormElement>(null);
  const [draft, setDraft] = useState(EMPTY);
  const [signOutOthers, setSignOutOthers] = useState(true);
  const [attempts, setAttempts] = useState(0);
  useFocusOnFirstError(formRef, attempts);

  const change = useMutation({
    mutationFn: () => changePassword({ current: draft.current, next: draft.next, signOutOthers }),
    onSuccess: (outcome) => {
      if (outcome !== 'changed') return setAttempts((now) => now + 1);
      notifications.show({ color: 'seal', message: signOutOthers ? t('changedOthers') : t('changed'), role: 'status' });
      setDraft(EMPTY);
      setAttempts(0);
    },
  });
  const outcome = change.data;
  const edit = (changes: Partial<typeof EMPTY>) => {
    setDraft((now) => ({ ...now, ...changes }));
    if (outcome === 'wrong') change.reset();
  };
  const tried = attempts > 0;
  const wrong = {
    current: outcome === 'wrong' ? errorText('password.wrong') : draft.current === '' ? errorText('value.missing') : undefined,
    next: draft.next.length < SHORTEST ? errorText('password.too-short') : undefined,
    repeat: draft.repeat === draft.next ? undefined : t('repeatWrong'),
  };
  const valid = draft.current !== '' && wrong.next === undefined && wrong.repeat === undefined;

  return (
    <Section title={t('passwordTitle')}>
      <form
        ref={formRef}
        className={classes.accountForm}
        noValidate
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          setAttempts((now) => now + 1);
          if (valid) change.mutate();
        }}
      >
        <Stack gap="md">
          <PasswordInput
            label={t('current')}
            autoComplete="current-password"
            value={draft.current}
            error={tried && wrong.current}
            onChange={(event) => edit({ current: event.currentTarget.value })}
          />
          <PasswordInput
            label={t('next')}
            description={t('nextHelp')}
            inputWrapperOrder={['label', 'input', 'error', 'description']}
            autoComplete="new-password"
            value={draft.next}
            error={tried && wrong.next}
            onChange={(event) => edit({ next: event.currentTarget.value })}
          />
          <PasswordInput
            label={t('repeat')}
            autoComplete="new-password"
            value={draft.repeat}
            error={tried && wrong.repeat}
            onChange={(event) => edit({ repeat: event.currentTarget.value })}
          />
          <Checkbox
            label={t('signOutOthers')}
            checked={signOutOthers}
            onChange={(event) => setSignOutOthers(event.currentTarget.checked)}
          />
          {(outcome === 'failed' || outcome === 'too-often') && (
            <Alert color="red" variant="light" role="alert" icon={<IconAlertCircle aria-hidden />}>
              {outcome === 'failed' ? t('failed') : t('tooOften')}
            </Alert>
          )}
          <Button type="submit" loading={change.isPending} style={{ alignSelf: 'flex-start' }}>
            {t('change')}
          </Button>
        </Stack>
      </form>
    </Section>
  );
}
