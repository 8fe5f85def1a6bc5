'use client';

import { NativeSelect } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { TLS_PROFILES, type TlsProfileName } from '@/lib/mail/tls-profile';

interface Props<Value> {
  readonly label: string;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

/** Which TLS counts, where something must. */
export function TlsProfileSelect({ label, value, onChange }: Props<TlsProfileName>) {
  const t = useTranslations('relay');
  return (
    <NativeSelect
      label={label}
      description={t(`tlsProfileHelp.${value}`)}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      value={value}
      data={TLS_PROFILES.map((profile) => ({ value: profile, label: t(`tlsProfiles.${profile}`) }))}
      onChange={(event) => {
        const profile = profileOf(event.currentTarget.value);
        if (profile !== null) onChange(profile);
      }}
      maw="26rem"
    />
  );
}

/** The same with "as set in Routing Basic Settings", which is null. `fallback`: what that means; null while it is not known. */
export function OptionalTlsProfileSelect({
  label,
  value,
  onChange,
  fallback,
}: Props<TlsProfileName | null> & { readonly fallback: TlsProfileName | null }) {
  const t = useTranslations('relay');
  const help =
    value !== null
      ? t(`tlsProfileHelp.${value}`)
      : fallback === null
        ? ''
        : t('tlsProfileHelp.default', { profile: t(`tlsProfiles.${fallback}`) });
  return (
    <NativeSelect
      label={label}
      description={help}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      value={value ?? ''}
      data={[
        { value: '', label: t('tlsProfileDefault') },
        ...TLS_PROFILES.map((profile) => ({ value: profile, label: t(`tlsProfiles.${profile}`) })),
      ]}
      onChange={(event) => onChange(profileOf(event.currentTarget.value))}
      maw="26rem"
    />
  );
}

function profileOf(value: string): TlsProfileName | null {
  return TLS_PROFILES.find((profile) => profile === value) ?? null;
}
