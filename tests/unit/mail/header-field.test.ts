import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeEncodedWords } from '@/lib/mail/encoded-words';
import { formatHeaderField } from '@/lib/mail/header-field';

describe('a header field', () => {
  it.each<[string, string, string, string]>([
    ['is one line', 'X-Gateway', 'seen by us', 'X-Gateway: seen by us\r\n'],
    ['has single spaces', 'X-Gateway', '  seen   by\tus ', 'X-Gateway: seen by us\r\n'],
    ['encodes what is not ASCII', 'X-Team', 'Zürich', 'X-Team: =?UTF-8?B?WsO8cmljaA==?=\r\n'],
    ['leaves an address beside it as it is', 'Reply-To', 'Jörg Öl <j@a.tld>', 'Reply-To: =?UTF-8?B?SsO2cmcgw5Zs?= <j@a.tld>\r\n'],
    ['encodes what looks encoded', 'X-Team', '=?UTF-8?Q?x?=', 'X-Team: =?UTF-8?B?PT9VVEYtOD9RP3g/PQ==?=\r\n'],
  ])('%s', (_, name, value, expected) => {
    expect(formatHeaderField(name, value)).toBe(expected);
  });

  it('is folded before 78 characters', () => {
    const field = formatHeaderField('X-Long', 'lorem ipsum '.repeat(30));
    for (const line of field.trimEnd().split('\r\n')) expect(line.length).toBeLessThanOrEqual(78);
    expect(field.replace(/\r\n /g, ' ')).toBe(`X-Long: ${'lorem ipsum '.repeat(30).trim()}\r\n`);
  });

  it('has no line over 998 characters, is ASCII, ends once, and reads as the text that was written', () => {
    const word = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 40 }), fc.string({ maxLength: 40 }), fc.constant('x'.repeat(2000)));
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 12 }), (words) => {
        const text = words
          .join(' ')
          .replace(/\p{Cc}/gu, '')
          .split(/\s+/u)
          .filter((part) => part !== '')
          .join(' ');
        const field = formatHeaderField('X-Text', text);
        expect(field).toMatch(/^X-Text:(?: [\x21-\x7e]+|\r\n )*(?:[\x20-\x7e]|\r\n )*\r\n$/);
        for (const line of field.split('\r\n')) expect(line.length).toBeLessThanOrEqual(998);
        const unfolded = field.replace(/\r\n /g, ' ').slice('X-Text:'.length, -2).trimStart();
        expect(decodeEncodedWords(unfolded)).toBe(text);
      }),
      { numRuns: 500 },
    );
  });
});
