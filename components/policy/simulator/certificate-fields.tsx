'use client';

import { NativeSelect, TextInput } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { EntryListInput } from '@/components/ui/entry-list-input';
import { EXAMPLE_CERTIFICATES } from '@/lib/policy/example-details';
import { TLS_VERSIONS } from '@/lib/policy/facts';
import type { ExampleDraft } from './example-draft';

interface Props {
  readonly draft: ExampleDraft;
  readonly set: (changed: Partial<ExampleDraft['details']>) => void;
  readonly error: (name: keyof ExampleDraft['details']) => string | undefined;
}

/** The TLS of the connection and the certificate of the client; nothing where the connection is in clear. */
export function CertificateFields({ draft: { encryption, details }, set, error }: Props) {
  const t = useTranslations('simulator.details');
  if (encryption === 'none') return null;
  return (
    <>
      <NativeSelect
        label={t('tlsVersion')}
        value={details.tlsVersion}
        onChange={(event) => {
          const tlsVersion = TLS_VERSIONS.find((one) => one === event.currentTarget.value);
          if (tlsVersion !== undefined) set({ tlsVersion });
        }}
        data={TLS_VERSIONS.map((value) => ({ value, label: value.replace('v', ' ') }))}
      />
      <TextInput
        label={t('tlsCipher')}
        value={details.tlsCipher}
        error={error('tlsCipher')}
        onChange={(event) => set({ tlsCipher: event.currentTarget.value })}
        autoComplete="off"
        spellCheck={false}
      />
      <NativeSelect
        label={t('certificate')}
        value={details.certificate}
        onChange={(event) => {
          const certificate = EXAMPLE_CERTIFICATES.find((one) => one === event.currentTarget.value);
          if (certificate !== undefined) set({ certificate });
        }}
        data={EXAMPLE_CERTIFICATES.map((value) => ({ value, label: t(`certificates.${value}`) }))}
      />
      {details.certificate !== 'none' && (
        <>
          <EntryListInput
            label={t('certificateNames')}
            value={details.certificateNames}
            onChange={(certificateNames) => set({ certificateNames: [...certificateNames] })}
            canonical={(text) => text.trim().toLowerCase()}
            invalidReason=""
            error={error('certificateNames')}
          />
          <TextInput
            label={t('certificateSha256')}
            value={details.certificateSha256}
            error={error('certificateSha256')}
            onChange={(event) => set({ certificateSha256: event.currentTarget.value })}
            autoComplete="off"
            spellCheck={false}
          />
        </>
      )}
    </>
  );
}
