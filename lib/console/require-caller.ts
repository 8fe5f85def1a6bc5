import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import { requestLocale } from '@/lib/i18n/request-locale';
import { type Caller, callerOf } from './caller';

/** The signed-in administrator of the current page, asked for once per request. Whoever is not signed in is sent to /sign-in. */
export const requireCaller = cache(async (): Promise<Caller> => {
  const caller = await callerOf(await headers(), await requestLocale());
  return caller ?? redirect('/sign-in');
});
