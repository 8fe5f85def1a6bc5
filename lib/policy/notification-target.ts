import { z } from 'zod';
import { LOCALES, type Locale } from '@/lib/i18n/locales';

/** Whom a rule tells that it has matched, and how often at most. */
export type NotificationTarget = (
  | { readonly kind: 'email'; readonly address: string; readonly language: Locale }
  /** `url` in canonical form. */
  | { readonly kind: 'webhook'; readonly url: string }
) & {
  /** Seconds between two notifications of one rule to one target. */
  readonly interval: number;
};

export const DEFAULT_INTERVAL = 3600;
export const intervalSchema = z.int('number.invalid').min(60, 'interval.too-short').max(2_592_000, 'interval.too-long');
export const languageSchema = z.enum(LOCALES, 'value.invalid');

/** Octets; a target is part of a key in the database. */
const LONGEST_URL = 1000;

/**
 * The address of a webhook as an administrator types it, in canonical form; the issue's message is `url.invalid`. Only https, so that what a
 * notification says of a mail never travels in clear. A user name in it would be shown to whoever may read rules.
 */
export const webhookUrlSchema = z.string('value.invalid').transform((text, context) => {
  const trimmed = text.trim();
  const url = URL.canParse(trimmed) ? new URL(trimmed) : null;
  const usable = url !== null && url.protocol === 'https:' && url.username === '' && url.password === '' && url.hash === '';
  if (usable && url.href.length <= LONGEST_URL) return url.href;
  context.addIssue({ code: 'custom', message: trimmed === '' ? 'value.missing' : usable ? 'text.too-long' : 'url.invalid' });
  return z.NEVER;
});

/** What tells the targets of a rule apart: the address, or the URL. */
export function targetText(target: NotificationTarget): string {
  return target.kind === 'email' ? target.address : target.url;
}

/** A target as it is shown in lists and logs. The path of a webhook's URL often is its password. */
export function targetInWords(target: NotificationTarget): string {
  return target.kind === 'email' ? target.address : new URL(target.url).host;
}
