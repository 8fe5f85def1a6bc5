export const LOCALES = ['en', 'de'] as const;
export type Locale = (typeof LOCALES)[number];

/** A text in every language of the product. The compiler refuses a missing one. */
export type Localised<Value = string> = { readonly [L in Locale]: Value };
