import { expect, it } from 'vitest';
import { looksLikeChunkCommand, parseChunkCommand } from '@/smtp-worker/listeners/chunk-command';

it.each([
  ['0', { octets: 0, isLast: false, isMalformed: false }],
  ['86', { octets: 86, isLast: false, isMalformed: false }],
  ['0086', { octets: 86, isLast: false, isMalformed: false }],
  ['86 LAST', { octets: 86, isLast: true, isMalformed: false }],
  ['86  last', { octets: 86, isLast: true, isMalformed: false }],
  ['0 LAST', { octets: 0, isLast: true, isMalformed: false }],
  ['86 FIRST', { octets: 86, isLast: false, isMalformed: true }],
  ['86 LAST LAST', { octets: 86, isLast: false, isMalformed: true }],
  ['9007199254740991', { octets: 2 ** 53 - 1, isLast: false, isMalformed: false }],
])('BDAT %s', (argument, command) => expect(parseChunkCommand(argument)).toEqual(command));

it.each(['', 'LAST', '-1', '+1', '1.5', '1e3', '0x10', '86LAST', '86,LAST', '٣', '9007199254740992', '1'.repeat(17)])(
  'BDAT %s does not say how many octets follow',
  (argument) => expect(parseChunkCommand(argument)).toBeNull(),
);

it.each([
  ['BDAT 6\n', true],
  ['bdat', true],
  ['BDAT\t6', true],
  [' BDAT 6', true],
  ['BDATA 6', false],
  ['DATA\n', false],
])('a line that is no command, %j, was meant to be BDAT: %s', (line, meant) => expect(looksLikeChunkCommand(line)).toBe(meant));
