'use client';

import { Checkbox, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { CertificateCheckFields } from '@/components/ui/certificate-check-fields';
import { DurationInput } from '@/components/ui/duration-input';
import { ErrorState } from '@/components/ui/error-state';
import { useErrorText } from '@/components/ui/error-text';
import { PageHeader } from '@/components/ui/page-header';
import { checkOf } from '@/components/ui/relay-target-draft';
import { RelayTargetFields } from '@/components/ui/relay-target-fields';
import { routingSettingsQuery } from '@/components/ui/routing-settings-query';
import { Section } from '@/components/ui/section';
import { FormSkeleton } from '@/components/ui/skeletons';
import { TlsProfileSelect } from '@/components/ui/tls-profile-select';
import { type RoutingView, routingViewSchema } from '@/lib/api/contracts/settings';
import { type RoutingSettings, routingSettingsSchema } from '@/lib/policy/basic-settings';
import { NextHopSection } from './next-hop-section';
import { RelayNetworks } from './relay-networks';
import { RetryFields } from './retry-fields';
import { type RoutingDraft, routingDraftOf, routingSettingsOf } from './routing-draft';
import { SchedulePlot } from './schedule-plot';
import { SendingSection } from './sending-section';
import { useSettingsForm } from './settings-form';
import { SettingsFrame } from './settings-frame';
import { TlsFailureFields } from './tls-failure-fields';
import { type NetworkBreadth, networkBreadth } from './wide-networks';
import { WideNetworksDialog } from './wide-networks-dialog';

/** Page "Routing Basic Settings": who may relay, and the defaults for what goes out. */
export function RoutingSettingsPage() {
  const t = useTranslations('basicSettings.routing');
  const settings = useQuery({ ...routingSettingsQuery, refetchInterval: 30_000 });
  return (
    <>
      <PageHeader title={t('title')} description={t('description')} />
      {settings.data !== undefined ? (
        <RoutingForm view={settings.data} />
      ) : settings.isError ? (
        <ErrorState onRetry={() => void settings.refetch()} retrying={settings.isFetching} />
      ) : (
        <FormSkeleton fields={6} />
      )}
    </>
  );
}

interface Asked {
  readonly networks: readonly NetworkBreadth[];
  readonly save: () => void;
}

function RoutingForm({ view }: { readonly view: RoutingView }) {
  const t = useTranslations('basicSettings.routing');
  const errorText = useErrorText();
  const [asked, setAsked] = useState<Asked | null>(null);
  const form = useSettingsForm<RoutingSettings, RoutingDraft>({
    path: '/settings/routing',
    queryKey: routingSettingsQuery.queryKey,
    view,
    viewContract: routingViewSchema,
    schema: routingSettingsSchema,
    draftOf: routingDraftOf,
    settingsOf: routingSettingsOf,
    confirm: ({ relayNetworks }, save) => {
      const networks = newlyWide(relayNetworks, form.saved.relayNetworks);
      if (networks.length === 0) save();
      else setAsked({ networks, save });
    },
  });
  const { draft, change, errors } = form;
  return (
    <>
      <SettingsFrame form={form}>
        <Section title={t('relaying')} description={t('relayingText')}>
          <RelayNetworks value={draft.relayNetworks} onChange={(relayNetworks) => change({ relayNetworks })} errors={errors} />
        </Section>
        <Section title={t('retries')} description={t('retriesText')}>
          <Stack gap="lg">
            <RetryFields value={draft.retryDelays} onChange={(retryDelays) => change({ retryDelays })} errors={errors} />
            <DurationInput
              label={t('queueLifetime')}
              description={t('queueLifetimeHelp')}
              value={draft.queueLifetime}
              onChange={(queueLifetime) => change({ queueLifetime })}
              error={errorText(errors.get('queueLifetime'))}
            />
            <SchedulePlot delays={draft.retryDelays.map(({ delay }) => delay)} lifetime={draft.queueLifetime} />
            <Checkbox
              label={t('warnOfDelay')}
              description={t('warnOfDelayHelp')}
              checked={draft.warnOfDelay}
              onChange={(event) => change({ warnOfDelay: event.currentTarget.checked })}
            />
            {draft.warnOfDelay && (
              <DurationInput
                label={t('delayWarning')}
                value={draft.delayWarning}
                onChange={(delayWarning) => change({ delayWarning })}
                error={errorText(errors.get('delayWarning'))}
              />
            )}
          </Stack>
        </Section>
        <SendingSection draft={draft} onChange={change} errors={errors} />
        <NextHopSection value={draft.perNextHop} onChange={(perNextHop) => change({ perNextHop })} errors={errors} />
        <Section title={t('certificates')} description={t('certificatesText')}>
          <Stack gap="lg">
            <CertificateCheckFields
              label={t('defaultCheck')}
              value={draft.check}
              onChange={(check) => change({ check })}
              errors={errors}
              path="defaultCertificateCheck"
            />
            <TlsProfileSelect label={t('defaultProfile')} value={draft.profile} onChange={(profile) => change({ profile })} />
            <TlsFailureFields
              value={draft.tlsFailure}
              onChange={(tlsFailure) => change({ tlsFailure })}
              errors={errors}
              path="tlsFailure"
            />
          </Stack>
        </Section>
        <Section title={t('smartHost')} description={t('smartHostText')}>
          <Stack gap="lg">
            <Checkbox
              label={t('useSmartHost')}
              checked={draft.useSmartHost}
              onChange={(event) => change({ useSmartHost: event.currentTarget.checked })}
            />
            {draft.useSmartHost && (
              <RelayTargetFields
                value={draft.smartHost}
                onChange={(smartHost) => change({ smartHost })}
                errors={errors}
                path="smartHost"
                defaultCheck={checkOf(draft.check)}
              />
            )}
          </Stack>
        </Section>
      </SettingsFrame>
      <WideNetworksDialog
        networks={asked?.networks ?? []}
        onClose={() => setAsked(null)}
        onConfirm={() => {
          asked?.save();
          setAsked(null);
        }}
      />
    </>
  );
}

/** The wide networks that were not saved before: those have been confirmed already. */
function newlyWide(networks: readonly string[], saved: readonly string[]): readonly NetworkBreadth[] {
  return networks
    .filter((network) => !saved.includes(network))
    .map(networkBreadth)
    .filter(({ kind }) => kind !== 'ordinary');
}
