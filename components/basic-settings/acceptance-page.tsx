'use client';

import { Alert, Checkbox, Stack, TextInput } from '@mantine/core';
import { IconLockOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { ErrorState } from '@/components/ui/error-state';
import { useErrorText } from '@/components/ui/error-text';
import { errorAt } from '@/components/ui/form-errors';
import { PageHeader } from '@/components/ui/page-header';
import { Section } from '@/components/ui/section';
import { SizeInput } from '@/components/ui/size-input';
import { FormSkeleton } from '@/components/ui/skeletons';
import { type AcceptanceView, acceptanceViewSchema } from '@/lib/api/contracts/settings';
import { type AcceptanceSettings, acceptanceSettingsSchema } from '@/lib/policy/basic-settings';
import { acceptanceQuery } from './acceptance-query';
import classes from './basic-settings.module.css';
import { CountField } from './count-field';
import { SessionPreview } from './session-preview';
import { useSettingsForm } from './settings-form';
import { SettingsFrame } from './settings-frame';

const COUNTS = ['maxRecipients', 'maxReceivedHeaders', 'maxConnectionsPerClient', 'maxErrorsPerSession', 'idleTimeout'] as const;
type CountName = (typeof COUNTS)[number];
const OFFERS = [
  'starttls',
  'pipelining',
  'eightBitMime',
  'smtpUtf8',
  'dsn',
  'chunking',
] as const satisfies readonly (keyof AcceptanceSettings['offer'])[];

/** The settings while they are edited: a number is null while its field is empty. */
export type AcceptanceDraft = Omit<AcceptanceSettings, CountName | 'maxMessageSize'> & Record<CountName | 'maxMessageSize', number | null>;

/** Page "Acceptance Basic Settings": the defaults under the rule list for what comes in. */
export function AcceptanceSettingsPage() {
  const t = useTranslations('basicSettings.acceptance');
  const settings = useQuery({ ...acceptanceQuery, refetchInterval: 30_000 });
  return (
    <>
      <PageHeader title={t('title')} description={t('description')} />
      {settings.data !== undefined ? (
        <AcceptanceForm view={settings.data} />
      ) : settings.isError ? (
        <ErrorState onRetry={() => void settings.refetch()} retrying={settings.isFetching} />
      ) : (
        <FormSkeleton fields={6} />
      )}
    </>
  );
}

const same = <Value,>(value: Value): Value => value;

function AcceptanceForm({ view }: { readonly view: AcceptanceView }) {
  const t = useTranslations('basicSettings.acceptance');
  const words = useTranslations('basicSettings');
  const errorText = useErrorText();
  const form = useSettingsForm<AcceptanceSettings, AcceptanceDraft>({
    path: '/settings/acceptance',
    queryKey: acceptanceQuery.queryKey,
    view,
    viewContract: acceptanceViewSchema,
    schema: acceptanceSettingsSchema,
    draftOf: same,
    settingsOf: same,
  });
  const { draft, change, errors } = form;
  const count = (name: CountName) => (
    <CountField
      label={t(name)}
      description={t(`${name}Help`)}
      value={draft[name]}
      onChange={(value) => change({ [name]: value })}
      error={errorText(errors.get(name))}
      {...(name === 'idleTimeout' ? { suffix: words('seconds') } : {})}
    />
  );
  return (
    <SettingsFrame form={form}>
      <div className={classes.columns}>
        <div className={classes.fields}>
          <Section title={t('messages')}>
            <Stack gap="lg">
              <SizeInput
                label={t('maxMessageSize')}
                description={t('maxMessageSizeHelp')}
                value={draft.maxMessageSize}
                onChange={(maxMessageSize) => change({ maxMessageSize })}
                error={errorText(errors.get('maxMessageSize'))}
              />
              {count('maxRecipients')}
              {count('maxReceivedHeaders')}
            </Stack>
          </Section>
          <Section title={t('clients')}>
            <Stack gap="lg">
              {count('maxConnectionsPerClient')}
              {count('maxErrorsPerSession')}
              {count('idleTimeout')}
            </Stack>
          </Section>
          <Section title={t('greeting')}>
            <TextInput
              label={t('banner')}
              description={t('bannerHelp')}
              inputWrapperOrder={['label', 'input', 'error', 'description']}
              placeholder={t('bannerPlaceholder')}
              value={draft.banner}
              error={errorText(errors.get('banner'))}
              onChange={(event) => change({ banner: event.currentTarget.value })}
              maw="26rem"
            />
          </Section>
          <Section title={t('offer')} description={t('offerText')}>
            <Stack gap="md">
              {OFFERS.map((name) => (
                <Checkbox
                  key={name}
                  label={t(`offers.${name}`)}
                  description={t(`offerHelp.${name}`)}
                  checked={draft.offer[name]}
                  error={errorText(errorAt(errors, `offer.${name}`))}
                  onChange={(event) => change({ offer: { ...draft.offer, [name]: event.currentTarget.checked } })}
                />
              ))}
              {!draft.offer.starttls && (
                <Alert color="red" variant="light" role="alert" icon={<IconLockOff aria-hidden />} title={t('starttlsOffTitle')}>
                  {t('starttlsOff')}
                </Alert>
              )}
            </Stack>
          </Section>
        </div>
        <SessionPreview draft={draft} />
      </div>
    </SettingsFrame>
  );
}
