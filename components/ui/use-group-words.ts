import { useFormatter, useLocale, useNow, useTranslations } from 'use-intl';
import type { QueueGroup } from '@/lib/api/contracts/queue';
import { failureText } from '@/lib/i18n/failure-text';

type Reasoned = Pick<QueueGroup, 'reason' | 'certificateEnds'>;

/** Why most of a group waits, as a sentence; null where no attempt has failed. */
export function useGroupWords(): (group: Reasoned) => string | null {
  const t = useTranslations('queue.groups');
  const locale = useLocale();
  const format = useFormatter();
  const now = useNow();
  return ({ reason, certificateEnds }) => {
    if (reason === null) return null;
    if (reason !== 'certificate-expired' || certificateEnds === null) return failureText(reason, locale);
    const date = new Date(certificateEnds);
    const year = date.getFullYear() === now.getFullYear() ? {} : ({ year: 'numeric' } as const);
    return t('certificateExpired', { date: format.dateTime(date, { day: 'numeric', month: 'long', ...year }) });
  };
}
