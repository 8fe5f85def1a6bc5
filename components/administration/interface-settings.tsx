'use client';

import { NativeSelect, Stack, useMantineColorScheme } from '@mantine/core';
import { useMounted } from '@mantine/hooks';
import { useLocale, useTranslations } from 'use-intl';
import { useChooseLanguage } from '@/components/ui/reader-language';
import { Section } from '@/components/ui/section';
import { isLocale, LOCALE_NAMES, LOCALES } from '@/lib/i18n/locales';
import classes from './administration.module.css';

const SCHEMES = ['auto', 'light', 'dark'] as const;

/** Language and appearance, as in the header. */
export function InterfaceSettings() {
  const t = useTranslations('administration.account');
  const schemes = useTranslations('shell.colorScheme');
  const locale = useLocale();
  const chooseLanguage = useChooseLanguage();
  const { colorScheme, setColorScheme } = useMantineColorScheme({ keepTransitions: false });
  // The server does not know the scheme that this browser has chosen.
  const mounted = useMounted();
  return (
    <Section title={t('interface')} description={t('interfaceText')}>
      <Stack gap="md" className={classes.accountForm ?? ''}>
        <NativeSelect
          label={t('language')}
          value={locale}
          data={LOCALES.map((value) => ({ value, label: LOCALE_NAMES[value] }))}
          onChange={({ currentTarget: { value } }) => {
            if (isLocale(value)) chooseLanguage(value);
          }}
        />
        <NativeSelect
          label={t('scheme')}
          value={mounted ? colorScheme : 'auto'}
          data={SCHEMES.map((value) => ({ value, label: schemes(value) }))}
          onChange={({ currentTarget: { value } }) => {
            const chosen = SCHEMES.find((scheme) => scheme === value);
            if (chosen !== undefined) setColorScheme(chosen);
          }}
        />
      </Stack>
    </Section>
  );
}
