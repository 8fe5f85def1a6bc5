'use client';

import { NativeSelect, Stack, TextInput } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { CertificateCheck } from '@/lib/mail/tls-level';
import { useErrorText } from './error-text';
import { errorAt, type FormErrors } from './form-errors';
import type { CheckDraft } from './relay-target-draft';

const KINDS = [
  'trusted-and-host-name',
  'trusted',
  'encrypted-only',
  'name',
  'fingerprint',
  'dane',
] as const satisfies readonly CheckDraft['kind'][];

interface Props {
  readonly label: string;
  readonly value: CheckDraft;
  readonly onChange: (value: CheckDraft) => void;
  readonly errors: FormErrors;
  /** Where the check stands in the form. */
  readonly path: string;
  /** With it, "as set in Routing Basic Settings" can be chosen, and this is what it means; null while that is not known. */
  readonly fallback?: CertificateCheck | null;
}

/** What a certificate must prove, with what that kind of check needs. */
export function CertificateCheckFields({ label, value, onChange, errors, path, fallback }: Props) {
  const t = useTranslations('relay');
  const errorText = useErrorText();
  const kinds = fallback === undefined ? KINDS : (['default', ...KINDS] as const);
  const help =
    value.kind === 'default'
      ? fallback && t('certificateCheckHelp.default', { check: t(`certificateChecks.${fallback.kind}`) })
      : t(`certificateCheckHelp.${value.kind}`);
  return (
    <Stack gap="md">
      <NativeSelect
        label={label}
        description={help ?? ''}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={value.kind}
        data={kinds.map((kind) => ({ value: kind, label: t(`certificateChecks.${kind}`) }))}
        error={errorText(errors.get(path) ?? errors.get(`${path}.kind`))}
        onChange={(event) => {
          const kind = kinds.find((one) => one === event.currentTarget.value);
          if (kind !== undefined) onChange({ ...value, kind });
        }}
        maw="26rem"
      />
      {value.kind === 'name' && (
        <TextInput
          label={t('name')}
          placeholder="mail.example.com"
          value={value.name}
          error={errorText(errorAt(errors, `${path}.name`))}
          onChange={(event) => onChange({ ...value, name: event.currentTarget.value })}
          autoCapitalize="none"
          spellCheck={false}
          maw="26rem"
        />
      )}
      {value.kind === 'fingerprint' && (
        <TextInput
          label={t('fingerprint')}
          description={t('fingerprintHelp')}
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          value={value.sha256}
          error={errorText(errorAt(errors, `${path}.sha256`))}
          onChange={(event) => onChange({ ...value, sha256: event.currentTarget.value })}
          autoCapitalize="none"
          spellCheck={false}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        />
      )}
    </Stack>
  );
}
