import { isLocale, type Locale } from './locales';

/**
 * The reader's language: the one chosen (cookie), else the best of Accept-Language (RFC 9110 12.5.4), else English.
 * Works on the plain values, so that pages, routes and tests share it.
 */
export function negotiateLocale(request: { readonly cookie: string | undefined; readonly acceptLanguage: string | null }): Locale {
  if (isLocale(request.cookie)) return request.cookie;
  const wanted = (request.acceptLanguage ?? '')
    .split(',')
    .map(parseRange)
    .sort((a, b) => b.quality - a.quality);
  for (const { language, quality } of wanted) {
    if (quality > 0 && isLocale(language)) return language;
  }
  return 'en';
}

function parseRange(range: string): { language: string; quality: number } {
  const [tag = '', ...parameters] = range.trim().toLowerCase().split(';');
  const weight = parameters.map((parameter) => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1]).find((q) => q !== undefined);
  return { language: tag.split('-')[0] ?? '', quality: weight === undefined ? 1 : Number(weight) || 0 };
}
