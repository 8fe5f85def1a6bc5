'use client';

import { SimpleGrid } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { useErrorText } from '@/components/ui/error-text';
import type { FormErrors } from '@/components/ui/form-errors';
import { Section } from '@/components/ui/section';
import { CountField } from './count-field';
import type { RoutingDraft } from './routing-draft';

const LIMITS = ['connections', 'messagesPerConnection', 'messagesPerMinute'] as const;

interface Props {
  readonly value: RoutingDraft['perNextHop'];
  readonly onChange: (value: RoutingDraft['perNextHop']) => void;
  readonly errors: FormErrors;
}

/** How much a next hop is given at a time. */
export function NextHopSection({ value, onChange, errors }: Props) {
  const t = useTranslations('basicSettings.routing.perNextHop');
  const errorText = useErrorText();
  return (
    <Section title={t('title')} description={t('text')}>
      <SimpleGrid cols={{ base: 1, md: 3 }} spacing="xl" verticalSpacing="lg">
        {LIMITS.map((name) => (
          <CountField
            key={name}
            label={t(name)}
            description={t(`${name}Help`)}
            value={value[name]}
            onChange={(count) => onChange({ ...value, [name]: count })}
            error={errorText(errors.get(`perNextHop.${name}`))}
          />
        ))}
      </SimpleGrid>
    </Section>
  );
}
