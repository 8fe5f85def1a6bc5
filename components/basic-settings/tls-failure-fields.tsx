'use client';

import { NativeSelect, Stack, TextInput } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { useErrorText } from '@/components/ui/error-text';
import { errorAt, type FormErrors } from '@/components/ui/form-errors';
import { HostRows } from '@/components/ui/host-rows';
import { defaultPort } from '@/components/ui/relay-target-draft';
import type { TlsFailureDraft } from './tls-failure-draft';

const CHOICES = ['retry', 'return', 'other-route'] as const satisfies readonly TlsFailureDraft['next'][];
const ENCRYPTIONS = ['implicit', 'starttls'] as const;

interface Props {
  readonly value: TlsFailureDraft;
  readonly onChange: (value: TlsFailureDraft) => void;
  readonly errors: FormErrors;
  /** Where it stands in the form. */
  readonly path: string;
}

/** What becomes of mail that finds less TLS than is demanded. There is no way here to send it with less. */
export function TlsFailureFields({ value, onChange, errors, path }: Props) {
  const t = useTranslations('relay');
  const errorText = useErrorText();
  return (
    <Stack gap="md">
      <NativeSelect
        label={t('tlsFailure')}
        description={t(`tlsFailureHelp.${value.next}`)}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={value.next}
        data={CHOICES.map((next) => ({ value: next, label: t(`tlsFailures.${next}`) }))}
        onChange={(event) => {
          const next = CHOICES.find((one) => one === event.currentTarget.value);
          if (next !== undefined) onChange({ ...value, next });
        }}
        maw="26rem"
      />
      {value.next === 'other-route' && (
        <>
          <HostRows
            value={value.hosts}
            onChange={(hosts) => onChange({ ...value, hosts })}
            defaultPort={defaultPort(value.encryption)}
            error={(row, field) =>
              errorText(
                errors.get(`${path}.hosts.${row}.${field}`) ?? (row === 0 && field === 'host' ? errors.get(`${path}.hosts`) : undefined),
              )
            }
          />
          <NativeSelect
            label={t('encryption')}
            description={t(`encryptionHelp.${value.encryption}`)}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            value={value.encryption}
            data={ENCRYPTIONS.map((encryption) => ({ value: encryption, label: t(`encryptions.${encryption}`) }))}
            onChange={(event) => {
              const encryption = ENCRYPTIONS.find((one) => one === event.currentTarget.value);
              if (encryption !== undefined) onChange({ ...value, encryption });
            }}
            maw="26rem"
          />
          <TextInput
            label={t('otherFingerprint')}
            description={t('otherFingerprintHelp')}
            inputWrapperOrder={['label', 'input', 'error', 'description']}
            value={value.sha256}
            error={errorText(errorAt(errors, `${path}.sha256`))}
            onChange={(event) => onChange({ ...value, sha256: event.currentTarget.value })}
            autoCapitalize="none"
            spellCheck={false}
            styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
          />
        </>
      )}
    </Stack>
  );
}
