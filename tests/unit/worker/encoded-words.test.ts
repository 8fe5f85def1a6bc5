import { expect, it } from 'vitest';
import { decodeEncodedWords } from '@/lib/mail/encoded-words';

it.each([
  ['plain text', 'plain text'],
  ['=?UTF-8?Q?Gr=C3=BC=C3=9Fe_aus_K=C3=B6ln?=', 'Grüße aus Köln'],
  ['=?utf-8?B?R3LDvMOfZQ==?=', 'Grüße'],
  ['=?iso-8859-1?q?Gr=FC=DFe?= und mehr', 'Grüße und mehr'],
  ['=?UTF-8?Q?one?= =?UTF-8?Q?two?=', 'onetwo'],
  ['=?UTF-8?Q?one?= and =?UTF-8*en?Q?two?=', 'one and two'],
  ['=?no-such-charset?Q?x?=', '=?no-such-charset?Q?x?='],
  ['=?UTF-8?Q?a=0D=0Ab=00c?=', 'a b c'],
  ['=?UTF-8?B?***?=', '=?UTF-8?B?***?='],
  ['=?UTF-8?Q?not ended', '=?UTF-8?Q?not ended'],
])('%s', (text, decoded) => expect(decodeEncodedWords(text)).toBe(decoded));
