'use client';

import { Button, Menu } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useLocale, useTranslations } from 'use-intl';
import { useChooseLanguage } from '@/components/ui/reader-language';
import { LOCALE_NAMES, LOCALES } from '@/lib/i18n/locales';

/** Changes the language of the interface, without losing what is being typed. */
export function LanguageMenu() {
  const t = useTranslations('shell');
  const current = useLocale();
  const choose = useChooseLanguage();

  return (
    <Menu position="bottom-end" width={160} withinPortal>
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          size="compact-md"
          fw={500}
          aria-label={`${current.toUpperCase()} – ${t('language')}: ${LOCALE_NAMES[current]}`}
        >
          {current.toUpperCase()}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {LOCALES.map((locale) => (
          <Menu.Item
            key={locale}
            lang={locale}
            aria-current={locale === current}
            rightSection={locale === current && <IconCheck size={15} aria-hidden />}
            onClick={() => choose(locale)}
          >
            {LOCALE_NAMES[locale]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
