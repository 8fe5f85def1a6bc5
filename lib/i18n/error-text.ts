import type { Locale } from './locales';
import { type ErrorCode, errors } from './messages/errors';

/** The text of an error code; a general one for a message that is no code, as zod's own. */
export function errorText(code: string, locale: Locale): string {
  return errors[locale][isErrorCode(code) ? code : 'value.invalid'];
}

export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(errors.en, code);
}
