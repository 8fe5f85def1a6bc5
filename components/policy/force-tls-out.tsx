'use client';

import { Radio, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { CertificateCheckFields } from '@/components/ui/certificate-check-fields';
import { useErrorText } from '@/components/ui/error-text';
import type { FormErrors } from '@/components/ui/form-errors';
import { HostRows } from '@/components/ui/host-rows';
import { defaultPort } from '@/components/ui/relay-target-draft';
import { routingSettingsQuery } from '@/components/ui/routing-settings-query';
import { Section } from '@/components/ui/section';
import { OptionalTlsProfileSelect } from '@/components/ui/tls-profile-select';
import { encryptionOf, type ForceTlsDraft } from './force-tls-draft';
import classes from './rule-editor.module.css';

interface Props {
  readonly draft: ForceTlsDraft;
  readonly onChange: (draft: ForceTlsDraft) => void;
  readonly errors: FormErrors;
}

/** Where mail to the domain goes, and what the way must prove. */
export function ForceTlsOut({ draft, onChange, errors }: Props) {
  const t = useTranslations('rules.forceTls');
  const relay = useTranslations('relay');
  const errorText = useErrorText();
  const settings = useQuery(routingSettingsQuery).data?.settings;
  const encryption = encryptionOf(draft);
  return (
    <Section title={t('out')}>
      <Stack gap="md">
        <Radio.Group
          label={t('nextHop')}
          value={draft.nextHop}
          onChange={(chosen) => onChange({ ...draft, nextHop: chosen === 'mx' ? 'mx' : 'hosts' })}
        >
          <div className={classes.choices}>
            <Radio value="mx" label={t('mx')} description={t('mxHelp')} />
            <Radio value="hosts" label={t('hosts')} description={t('hostsHelp')} />
          </div>
        </Radio.Group>
        {draft.nextHop === 'hosts' && (
          <HostRows
            value={draft.hosts}
            onChange={(hosts) => onChange({ ...draft, hosts })}
            defaultPort={defaultPort(encryption)}
            error={(row, field) => errorText(errors.get(`out.nextHop.hosts.${row}.${field}`))}
          />
        )}
        <Radio.Group
          label={relay('encryption')}
          value={encryption}
          onChange={(chosen) => onChange({ ...draft, encryption: chosen === 'implicit' ? 'implicit' : 'starttls' })}
        >
          <div className={classes.choices}>
            <Radio value="implicit" label={relay('encryptions.implicit')} description={relay('encryptionHelp.implicit')} />
            <Radio value="starttls" label={relay('encryptions.starttls')} description={relay('encryptionHelp.starttls')} />
          </div>
        </Radio.Group>
        <CertificateCheckFields
          label={relay('certificateCheck')}
          value={draft.check}
          onChange={(check) => onChange({ ...draft, check })}
          errors={errors}
          path="out.certificateCheck"
          fallback={settings?.defaultCertificateCheck ?? null}
        />
        <OptionalTlsProfileSelect
          label={relay('tlsProfile')}
          value={draft.profile}
          onChange={(profile) => onChange({ ...draft, profile })}
          fallback={settings?.defaultTlsProfile ?? null}
        />
      </Stack>
    </Section>
  );
}
