import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editHeaders } from '@/lib/mail/edit-headers';
import { type HeaderEdit, mostAdded } from '@/lib/mail/header-edits';

const add = (name: string, value: string): HeaderEdit => ({ kind: 'add', name, value });
const ifMissing = (name: string, value: string): HeaderEdit => ({ kind: 'add-if-missing', name, value });
const replace = (name: string, value: string): HeaderEdit => ({ kind: 'replace', name, value });
const remove = (name: string): HeaderEdit => ({ kind: 'remove', name });

/** The message after the edits, fed in pieces of these sizes. */
function edited(message: Uint8Array, edits: readonly HeaderEdit[], sizes: readonly number[] = []): Buffer {
  const editor = editHeaders(edits);
  const out: Uint8Array[] = [];
  let at = 0;
  for (const size of sizes) {
    out.push(...editor.feed(message.subarray(at, at + size)));
    at += size;
  }
  return Buffer.concat([...out, ...editor.feed(message.subarray(at)), ...editor.end()]);
}

const lines = (...all: string[]) => Buffer.from(all.map((line) => `${line}\r\n`).join(''), 'latin1');
const MESSAGE = ['Received: from a', ' by b', 'Subject: one', 'X-Old: 1', '\tstill 1', 'x-old : 2', 'To: you'];
const BODY = ['', 'X-Old: in the body', ''];

describe('the headers of a message', () => {
  it.each<[string, HeaderEdit[], string[]]>([
    ['stay without an edit', [], MESSAGE],
    ['get a new one at the end', [add('X-New', 'n')], [...MESSAGE, 'X-New: n']],
    ['get a second one of a name', [add('Subject', 'two')], [...MESSAGE, 'Subject: two']],
    ['get several, in their order', [add('A', '1'), add('B', '2'), add('A', '3')], [...MESSAGE, 'A: 1', 'A: 3', 'B: 2']],
    ['get one that is missing', [ifMissing('X-New', 'n')], [...MESSAGE, 'X-New: n']],
    ['get none that is there, in whatever case', [ifMissing('SUBJECT', 'two')], MESSAGE],
    ['get only the first that is missing', [ifMissing('X-New', '1'), ifMissing('x-new', '2')], [...MESSAGE, 'X-New: 1']],
    ['lose all of a name with their folds', [remove('X-Old')], [...MESSAGE.slice(0, 3), 'To: you']],
    ['have one replaced in its place, and lose the others', [replace('X-Old', 'new')], [...MESSAGE.slice(0, 3), 'X-Old: new', 'To: you']],
    ['get the replacement of one that they had not', [replace('X-New', 'n')], [...MESSAGE, 'X-New: n']],
    ['lose one and get it anew', [remove('X-Old'), add('X-Old', '3')], [...MESSAGE.slice(0, 3), 'To: you', 'X-Old: 3']],
    ['get what had been removed before', [remove('X-Old'), ifMissing('X-Old', '3')], [...MESSAGE.slice(0, 3), 'To: you', 'X-Old: 3']],
    ['are replaced after they were removed', [remove('X-Old'), replace('X-Old', '3')], [...MESSAGE.slice(0, 3), 'To: you', 'X-Old: 3']],
    ['have the last replacement', [replace('X-Old', '3'), replace('X-Old', '4')], [...MESSAGE.slice(0, 3), 'X-Old: 4', 'To: you']],
    ['lose what had been added before', [add('X-New', '1'), remove('X-New')], MESSAGE],
    [
      'get one beside a replacement',
      [replace('Subject', '2'), add('Subject', '3')],
      [...MESSAGE.slice(0, 2), 'Subject: 2', ...MESSAGE.slice(3), 'Subject: 3'],
    ],
    ['get none that a replacement has made', [replace('X-New', '2'), ifMissing('X-New', '3')], [...MESSAGE, 'X-New: 2']],
  ])('%s', (_, edits, expected) => {
    expect(edited(lines(...MESSAGE, ...BODY), edits).toString('latin1')).toBe(lines(...expected, ...BODY).toString('latin1'));
  });

  it.each<[string, Buffer, HeaderEdit[], Buffer]>([
    ['without a body', lines('Subject: x'), [add('A', '1')], lines('Subject: x', 'A: 1')],
    ['without any header', lines('', 'body'), [add('A', '1')], lines('A: 1', '', 'body')],
    ['that is empty', Buffer.alloc(0), [add('A', '1')], lines('A: 1')],
    ['with a line that is no header', lines('>From x', 'A: 1', '', 'b'), [remove('A')], lines('>From x', '', 'b')],
    ['with an empty name', lines(': x', 'A: 1', ''), [remove('A')], lines(': x', '')],
  ])('are changed in a message %s', (_, message, edits, expected) => {
    expect(edited(message, edits).toString('latin1')).toBe(expected.toString('latin1'));
  });

  it('come out the same however the message is cut, the body octet by octet as it was, and never longer than said', () => {
    const name = fc.constantFrom('A', 'Subject', 'X-Long-Name');
    const field = fc.tuple(
      name,
      fc.string({ unit: 'binary-ascii', maxLength: 20 }).map((text) => text.replace(/\p{Cc}/gu, ' ')),
    );
    const edit: fc.Arbitrary<HeaderEdit> = fc.oneof(
      fc.tuple(fc.constantFrom(add, ifMissing, replace), name).map(([make, one]) => make(one, 'value')),
      name.map(remove),
    );
    fc.assert(
      fc.property(
        fc.array(field, { maxLength: 6 }),
        fc.uint8Array({ maxLength: 200 }),
        fc.array(edit, { maxLength: 6 }),
        fc.array(fc.nat({ max: 9 }), { maxLength: 40 }),
        (fields, body, edits, sizes) => {
          const message = Buffer.concat([lines(...fields.map(([one, value]) => `${one}: ${value}`), ''), body]);
          const whole = edited(message, edits);
          expect(edited(message, edits, sizes).equals(whole)).toBe(true);
          expect(whole.subarray(whole.length - body.length).equals(body)).toBe(true);
          expect(whole.length).toBeLessThanOrEqual(message.length + mostAdded(edits));
        },
      ),
      { numRuns: 1000 },
    );
  });
});
