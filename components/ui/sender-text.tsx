'use client';

import { useTranslations } from 'use-intl';

/** An envelope sender; the null sender of bounces, which has no address, by its name. */
export function SenderText({ sender }: { readonly sender: string }) {
  const t = useTranslations('mail');
  return sender === '' ? <span title={t('nullSenderHelp')}>{t('nullSender')} &lt;&gt;</span> : sender;
}
