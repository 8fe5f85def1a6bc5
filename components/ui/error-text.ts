'use client';

import { useLocale } from 'use-intl';
import { errorText } from '@/lib/i18n/error-text';

/** The text of an error code in the reader's language; undefined for no code, so that it can stand in an `error` prop. */
export function useErrorText(): (code: string | undefined) => string | undefined {
  const locale = useLocale();
  return (code) => (code === undefined ? undefined : errorText(code, locale));
}
