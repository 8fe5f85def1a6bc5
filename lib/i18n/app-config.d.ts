import type { FORMATS } from './formats';
import type { Locale } from './locales';
import type { Messages } from './messages';

// Types the keys of useTranslations and the names of formats, so that an unknown one fails the compiler.
declare module 'use-intl' {
  interface AppConfig {
    Locale: Locale;
    Messages: Messages;
    Formats: typeof FORMATS;
  }
}
