'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { LOCALE_COOKIE, type Locale } from '@/lib/i18n/locales';

/** Changes the language of the interface, without losing what is being typed. */
export function useChooseLanguage(): (locale: Locale) => void {
  const router = useRouter();
  const queryClient = useQueryClient();
  return (locale) => {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API does not exist on http and in every browser
    document.cookie = `${LOCALE_COOKIE}=${locale}; path=/; max-age=31536000; samesite=lax`;
    document.documentElement.lang = locale;
    router.refresh();
    // Sentences about rules come from the API in the reader's language.
    void queryClient.invalidateQueries();
  };
}
