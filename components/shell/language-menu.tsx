'use client';

import { Button, Menu } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'use-intl';
import { LOCALE_COOKIE, LOCALE_NAMES, LOCALES, type Locale } from '@/lib/i18n/locales';

/** Changes the language of the interface, without losing what is being typed. */
export function LanguageMenu() {
  const t = useTranslations('shell');
  const current = useLocale();
  const router = useRouter();
  const queryClient = useQueryClient();

  const choose = (locale: Locale) => {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API does not exist on http and in every browser
    document.cookie = `${LOCALE_COOKIE}=${locale}; path=/; max-age=31536000; samesite=lax`;
    document.documentElement.lang = locale;
    router.refresh();
    // Sentences about rules come from the API in the reader's language.
    void queryClient.invalidateQueries();
  };

  return (
    <Menu position="bottom-end" width={160} withinPortal>
      <Menu.Target>
        <Button variant="subtle" color="gray" size="compact-md" fw={500} aria-label={`${t('language')}: ${LOCALE_NAMES[current]}`}>
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
