import { z } from 'zod';
import { HEADER_NAME } from '@/lib/mail/header-field';
import type { Field } from '../fields';
import { PLACEHOLDERS, unknownPlaceholders } from '../placeholders';

/**
 * What no rule may touch. The trace: `Received` finds loops and must not be changed, `Return-Path` is for the last server to write
 * (RFC 5321 4.4). Signatures of others: one that does not hold counts as none anyway (RFC 6376 6.1). What says how the body is to be read:
 * the body stays as it is.
 */
const PROTECTED = new Set([
  'received',
  'return-path',
  'dkim-signature',
  'arc-seal',
  'arc-message-signature',
  'arc-authentication-results',
  'mime-version',
  'content-type',
  'content-transfer-encoding',
]);

export const headerName = z
  .string('value.invalid')
  .trim()
  .regex(HEADER_NAME, 'header-name.invalid')
  .refine((name) => !PROTECTED.has(name.toLowerCase()), 'header-name.protected');

export const namedHeader = z.object({
  name: headerName,
  value: z
    .string('value.invalid')
    .trim()
    .min(1, 'value.missing')
    .max(1000, 'text.too-long')
    .regex(/^\P{Cc}*$/u, 'text.control-characters')
    .refine((text) => unknownPlaceholders(text).length === 0, 'placeholder.unknown'),
});

export const NAME_FIELD: Field = { name: 'name', widget: 'text', label: { en: 'Header', de: 'Kopfzeile' } };
export const HEADER_FIELDS: readonly Field[] = [NAME_FIELD, { name: 'value', widget: 'text', label: { en: 'Value', de: 'Wert' } }];

const NAMED = PLACEHOLDERS.map((name) => `%${name}%`).join(', ');

/** What the help of each of these actions ends with. */
export const ABOUT_VALUES = {
  en: `The value may hold ${NAMED}; other characters than ASCII are encoded. Changing a header that the sender has signed breaks the signature.`,
  de: `Der Wert darf ${NAMED} enthalten; andere Zeichen als ASCII werden kodiert. Wer eine vom Absender signierte Kopfzeile ändert, bricht die Signatur.`,
};
