import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import { requestLocale } from '@/lib/i18n/request-locale';
import { type Caller, callerOf } from './caller';
import { PATH_HEADER } from './page-path';

/**
 * The signed-in administrator of the current page, asked for once per request. Whoever is not signed in is sent to /sign-in, and from
 * there back to the page. Every page calls it: the layout around it is not rendered again when the browser goes from page to page.
 */
export const requireCaller = cache(async (): Promise<Caller> => {
  const request = await headers();
  const caller = await callerOf(request, await requestLocale());
  return caller ?? redirect(signInPath(request.get(PATH_HEADER) ?? '/'));
});

function signInPath(path: string): string {
  return path === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(path)}`;
}
