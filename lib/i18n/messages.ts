import type { Locale } from './locales';
import { auth } from './messages/auth';
import { overview } from './messages/overview';
import { rules } from './messages/rules';
import { shell } from './messages/shell';
import { ui } from './messages/ui';

/** The texts of the interface, one namespace per feature: `useTranslations('rules')`. */
export function messagesFor(locale: Locale) {
  return {
    auth: auth[locale],
    overview: overview[locale],
    rules: rules[locale],
    shell: shell[locale],
    ui: ui[locale],
  };
}
export type Messages = ReturnType<typeof messagesFor>;
