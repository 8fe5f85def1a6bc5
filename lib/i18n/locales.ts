export const LOCALES = ['en', 'de'] as const;
export type Locale = (typeof LOCALES)[number];

/** A text in every language of the product. The compiler refuses a missing one. */
export type Localised<Value = string> = { readonly [L in Locale]: Value };

/** Name of each language in itself. */
export const LOCALE_NAMES: Localised = { en: 'English', de: 'Deutsch' };

/** Cookie that holds the language a reader has chosen. */
export const LOCALE_COOKIE = 'siegel-locale';

export function isLocale(value: unknown): value is Locale {
  return LOCALES.some((locale) => locale === value);
}
