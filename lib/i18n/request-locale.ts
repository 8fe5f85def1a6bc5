import { cookies, headers } from 'next/headers';
import { LOCALE_COOKIE, type Locale } from './locales';
import { negotiateLocale } from './negotiate';

/** The language of the current request, in server components and route handlers. */
export async function requestLocale(): Promise<Locale> {
  const [cookieJar, headerList] = await Promise.all([cookies(), headers()]);
  return negotiateLocale({ cookie: cookieJar.get(LOCALE_COOKIE)?.value, acceptLanguage: headerList.get('accept-language') });
}
