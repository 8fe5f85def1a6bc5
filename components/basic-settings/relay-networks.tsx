'use client';

import { Stack, Text } from '@mantine/core';
import { useFormatter, useTranslations } from 'use-intl';
import { EntryListInput } from '@/components/ui/entry-list-input';
import { useErrorText } from '@/components/ui/error-text';
import { errorAt, type FormErrors } from '@/components/ui/form-errors';
import { Notice } from '@/components/ui/notice';
import { toNetwork } from '@/lib/mail/network';
import { networkBreadth } from './wide-networks';

interface Props {
  readonly value: readonly string[];
  readonly onChange: (value: string[]) => void;
  readonly errors: FormErrors;
}

/** Who may relay without signing in, with a loud warning at networks that nobody owns. */
export function RelayNetworks({ value, onChange, errors }: Props) {
  const t = useTranslations('basicSettings.routing');
  const ui = useTranslations('ui.list');
  const errorText = useErrorText();
  const format = useFormatter();
  const breadths = value.map(networkBreadth);
  const everybody = breadths.filter(({ kind }) => kind === 'everybody');
  const wide = breadths.filter(({ kind }) => kind === 'wide');
  return (
    <Stack gap="md">
      <EntryListInput
        label={t('relayNetworks')}
        description={`${t('relayNetworksHelp')} ${ui('hint')}`}
        placeholder={ui('networkPlaceholder')}
        value={value}
        onChange={onChange}
        canonical={toNetwork}
        invalidReason={errorText('network.invalid') ?? ''}
        error={errorText(errorAt(errors, 'relayNetworks'))}
      />
      {value.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('relayNetworksNone')}
        </Text>
      )}
      {everybody.length > 0 && (
        <Notice tone="danger" title={t('openRelayTitle')}>
          {t('openRelay', { networks: everybody.map(({ network }) => network).join(', ') })}
        </Notice>
      )}
      {wide.map(({ network, addresses }) => (
        <Notice key={network} tone="warning" title={t('wideTitle')}>
          {t('wide', { networks: network, addresses: format.number(addresses, { notation: 'compact' }) })}
        </Notice>
      ))}
    </Stack>
  );
}
