import { decodeEncodedWords } from './encoded-words';

/** A header field: its name as written, its value unfolded and trimmed. */
interface HeaderField {
  readonly name: string;
  readonly value: string;
}

const FIELD = /^([!-9;-~]+)[ \t]*:(.*)$/;

/**
 * The fields of a header section as it stands in a text, such as one copied from a mail program, with any line ends and folded lines joined
 * (RFC 5322 2.2). Null if a line belongs to no field.
 */
export function parseHeaderFields(text: string): readonly HeaderField[] | null {
  const fields: HeaderField[] = [];
  for (const line of text.split(/\r?\n/).filter((one) => one.trim() !== '')) {
    const last = fields.at(-1);
    const [, name, value = ''] = FIELD.exec(line) ?? [];
    if (name !== undefined) fields.push({ name, value: value.trim() });
    else if (last !== undefined && /^[ \t]/.test(line)) fields[fields.length - 1] = { ...last, value: `${last.value}${line}`.trim() };
    else return null;
  }
  return fields;
}

/** The value of a field as a person reads it, and as it may be recorded: encoded words decoded, without control characters. */
export function headerText(value: string): string {
  return decodeEncodedWords(value)
    .replace(/\p{Cc}+/gu, ' ')
    .trim();
}
