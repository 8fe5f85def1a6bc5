'use client';

import { NativeSelect, Stack } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { CertificateCheck } from '@/lib/mail/tls-level';
import { relayEncryptionSchema } from '@/lib/policy/relay-target';
import { AuthenticationFields } from './authentication-fields';
import { CertificateCheckFields } from './certificate-check-fields';
import { useErrorText } from './error-text';
import { errorAt, type FormErrors } from './form-errors';
import { HostRows } from './host-rows';
import { defaultPort, demandsTls, type RelayTargetDraft } from './relay-target-draft';

const ENCRYPTIONS = ['implicit', 'starttls', 'opportunistic', 'plaintext'] as const satisfies readonly RelayTargetDraft['encryption'][];

interface Props {
  readonly value: RelayTargetDraft;
  readonly onChange: (value: RelayTargetDraft) => void;
  readonly errors: FormErrors;
  /** Where the target stands in the form. */
  readonly path: string;
  /** The default check of Routing Basic Settings; null while it is not known. */
  readonly defaultCheck: CertificateCheck | null;
  /** False where nobody signs in. */
  readonly withSignIn?: boolean;
}

/** A configured next hop: hosts in order of preference, encryption, certificate check, sign-in. */
export function RelayTargetFields({ value, onChange, errors, path, defaultCheck, withSignIn = true }: Props) {
  const t = useTranslations('relay');
  const errorText = useErrorText();
  return (
    <Stack gap="md">
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
        error={errorText(errorAt(errors, `${path}.encryption`))}
        onChange={(event) => {
          const chosen = relayEncryptionSchema.safeParse(event.currentTarget.value);
          if (chosen.success) onChange({ ...value, encryption: chosen.data });
        }}
        maw="26rem"
      />
      {demandsTls(value.encryption) && (
        <>
          <CertificateCheckFields
            label={t('certificateCheck')}
            value={value.check}
            onChange={(check) => onChange({ ...value, check })}
            errors={errors}
            path={`${path}.certificateCheck`}
            fallback={defaultCheck}
          />
          {withSignIn && (
            <AuthenticationFields
              value={value.authentication}
              onChange={(authentication) => onChange({ ...value, authentication })}
              errors={errors}
              path={`${path}.authentication`}
            />
          )}
        </>
      )}
    </Stack>
  );
}
