import type { Locale } from './locales';
import { mail } from './messages/mail';

/** Why a delivery failed, in words, by its machine reason (lib/queue/failure.ts); a general text for one that this version does not know. */
export function failureText(reason: string, locale: Locale): string {
  const { reasons, reasonUnknown } = mail[locale];
  return isKnown(reason, reasons) ? reasons[reason] : reasonUnknown;
}

function isKnown<Texts extends object>(reason: PropertyKey, texts: Texts): reason is keyof Texts {
  return Object.hasOwn(texts, reason);
}
