'use client';

import { Checkbox, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { AUTHENTICATION_MECHANISMS } from '@/lib/policy/authentication';
import { useErrorText } from './error-text';
import { errorAt, type FormErrors } from './form-errors';
import { NextHopPasswordInput } from './next-hop-password-input';
import type { AuthenticationDraft } from './relay-target-draft';

interface Props {
  readonly value: AuthenticationDraft;
  readonly onChange: (value: AuthenticationDraft) => void;
  readonly errors: FormErrors;
  /** Where it stands in the form. */
  readonly path: string;
}

/** Whether and how to sign in to a next hop. */
export function AuthenticationFields({ value, onChange, errors, path }: Props) {
  const t = useTranslations('relay');
  const errorText = useErrorText();
  return (
    <Stack gap="md">
      <Checkbox
        label={t('signIn')}
        description={t('signInHelp')}
        checked={value.use}
        onChange={(event) => onChange({ ...value, use: event.currentTarget.checked })}
        error={errorText(errors.get(path))}
      />
      {value.use && (
        <>
          <TextInput
            label={t('user')}
            value={value.user}
            error={errorText(errors.get(`${path}.user`))}
            onChange={(event) => onChange({ ...value, user: event.currentTarget.value })}
            autoCapitalize="none"
            autoComplete="off"
            spellCheck={false}
            maw="26rem"
          />
          <NextHopPasswordInput
            label={t('password')}
            value={value.password}
            onChange={(password) => onChange({ ...value, password })}
            error={errorText(errorAt(errors, `${path}.password`))}
          />
          <NativeSelect
            label={t('mechanism')}
            value={value.mechanism}
            data={AUTHENTICATION_MECHANISMS.map((mechanism) => ({ value: mechanism, label: t(`mechanisms.${mechanism}`) }))}
            onChange={(event) => {
              const mechanism = AUTHENTICATION_MECHANISMS.find((one) => one === event.currentTarget.value);
              if (mechanism !== undefined) onChange({ ...value, mechanism });
            }}
            maw="26rem"
          />
        </>
      )}
    </Stack>
  );
}
