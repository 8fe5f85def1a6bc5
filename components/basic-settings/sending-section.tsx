'use client';

import { NativeSelect, Stack, TextInput } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { useErrorText } from '@/components/ui/error-text';
import type { FormErrors } from '@/components/ui/form-errors';
import { Section } from '@/components/ui/section';
import type { RoutingDraft } from './routing-draft';

const STARTTLS = ['starttls', 'opportunistic', 'plaintext'] as const satisfies readonly RoutingDraft['starttls'][];

interface Props {
  readonly draft: RoutingDraft;
  readonly onChange: (change: Partial<RoutingDraft>) => void;
  readonly errors: FormErrors;
}

/** How connections to next hops are opened. */
export function SendingSection({ draft, onChange, errors }: Props) {
  const t = useTranslations('basicSettings.routing');
  const errorText = useErrorText();
  return (
    <Section title={t('sending')} description={t('sendingText')}>
      <Stack gap="lg">
        <NativeSelect
          label={t('defaultStarttls')}
          description={t(`starttlsHelp.${draft.starttls}`)}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={draft.starttls}
          data={STARTTLS.map((value) => ({ value, label: t(`starttls.${value}`) }))}
          onChange={(event) => {
            const starttls = STARTTLS.find((one) => one === event.currentTarget.value);
            if (starttls !== undefined) onChange({ starttls });
          }}
          maw="26rem"
        />
        <TextInput
          label={t('sourceAddress')}
          description={t('sourceAddressHelp')}
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          placeholder="192.0.2.7"
          value={draft.sourceAddress}
          error={errorText(errors.get('sourceAddress'))}
          onChange={(event) => onChange({ sourceAddress: event.currentTarget.value })}
          autoCapitalize="none"
          spellCheck={false}
          maw="26rem"
        />
      </Stack>
    </Section>
  );
}
