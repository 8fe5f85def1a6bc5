import type { Locale } from './locales';
import type { Messages } from './messages';

// Types the keys of useTranslations, so that an unknown one fails the compiler.
declare module 'use-intl' {
  interface AppConfig {
    Locale: Locale;
    Messages: Messages;
  }
}
