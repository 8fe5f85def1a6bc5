import { LOCALE_COOKIE, type Locale } from '@/lib/i18n/locales';
import { negotiateLocale } from '@/lib/i18n/negotiate';

/** The language of whoever sends these headers. */
export function localeOf(headers: Headers): Locale {
  const cookies = (headers.get('cookie') ?? '').split(';').map((cookie) => cookie.trim().split('='));
  const cookie = cookies.find(([name]) => name === LOCALE_COOKIE)?.[1];
  return negotiateLocale({ cookie, acceptLanguage: headers.get('accept-language') });
}
