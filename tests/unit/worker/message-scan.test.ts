import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ScanResult, scanMessage } from '@/smtp-worker/intake/message-scan';

function scan(...chunks: (string | Uint8Array)[]): ScanResult {
  const scanning = scanMessage(new Set(['x-spam', 'to', 'from']));
  for (const chunk of chunks) scanning.feed(typeof chunk === 'string' ? Buffer.from(chunk, 'utf8') : chunk);
  return scanning.result();
}

/** Messages in which everything that matters is frequent. */
const octets = fc
  .array(
    fc.constantFrom('\r\n', '\r\n', '\r\n', '\r', '\n', ' ', ':', 'Received:', 'Subject: x', 'message-id: <1@x>', 'text', '\t', 'ü', '.'),
    {
      maxLength: 40,
    },
  )
  .map((parts) => Buffer.from(parts.join(''), 'utf8'));

describe('scanMessage', () => {
  it('finds the same however the message is cut', () => {
    fc.assert(
      fc.property(octets, fc.array(fc.nat({ max: 200 })), (message, cuts) => {
        const places = [0, ...cuts.map((cut) => cut % (message.length + 1)).sort((a, b) => a - b), message.length];
        const pieces = places.slice(1).map((end, i) => message.subarray(places[i], end));
        expect(scan(...pieces)).toEqual(scan(message));
      }),
      { numRuns: 2000 },
    );
  });

  it('calls a CR or LF bare exactly if it is not in a CRLF', () => {
    fc.assert(
      fc.property(octets, (message) => {
        const bare = /\r(?!\n)|(?<!\r)\n/.test(message.toString('latin1'));
        expect(scan(message).bareLineEnding).toBe(bare);
      }),
      { numRuns: 2000 },
    );
  });

  it.each(['a\nb\r\n', 'a\rb\r\n', 'a\r\r\n', '\n', '\r', 'a\r\n.\n', 'Subject: x\r\n\r\na\n.\r\n'])('refuses %j', (message) => {
    expect(scan(message).bareLineEnding).toBe(true);
  });

  it('reads the header fields of interest, folded and in any case', () => {
    const found = scan(
      'RECEIVED: from a\r\n\tby b\r\nreceived : c\r\nSUBJECT: one\r\n two\r\nMessage-Id:  <1@x> \r\n\r\nReceived: no\r\nSubject: no\r\n',
    );
    expect(found).toMatchObject({ receivedHeaders: 2, subject: 'one two', messageId: '<1@x>', bareLineEnding: false });
  });

  it('reads a message without a body, and the first of repeated fields', () => {
    expect(scan('Subject: first\r\nSubject: second\r\n')).toMatchObject({ subject: 'first', messageId: null });
    expect(scan('')).toEqual({
      ...{ size: 0, bareLineEnding: false, receivedHeaders: 0, messageId: null, subject: null },
      ...{ fromDomains: [], headers: { 'x-spam': [], to: [], from: [] } },
    });
  });

  it('gives the fields that were asked for in their order, unfolded, trimmed and decoded', () => {
    const { headers } = scan(
      'X-SPAM:  yes \r\nTo: =?utf-8?q?B=C3=BCcher?=\r\n\t=?utf-8?b?IGhpZXI=?= <a@b.tld>\r\nx-spam : no\0pe\r\nX-Other: 1\r\nx-spam:\r\n\r\nX-Spam: body',
    );
    expect(headers).toEqual({ 'x-spam': ['yes', 'no pe', ''], to: ['Bücher hier <a@b.tld>'], from: [] });
  });

  it('keeps a bounded part of endless fields, and of endlessly many', () => {
    const { headers } = scan(`To: ${'x'.repeat(100_000)}\r\n`, `${' y\r\n'.repeat(50_000)}`, 'X-Spam: 1\r\n'.repeat(100_000));
    expect(headers.to?.join('').length).toBeLessThanOrEqual(8192);
    expect(headers['x-spam']?.length).toBeLessThan(2000);
  });

  it.each<[string, string[]]>([
    ['a@one.tld', ['one.tld']],
    ['"x@quoted.tld" <a@ONE.tld>', ['one.tld']],
    ['x@shown.tld <a@one.tld>', ['one.tld']],
    ['One (c@comment.tld (nested)) <a@one.tld>, b@two.tld', ['one.tld', 'two.tld']],
    ['=?utf-8?q?x=40word.tld?= <a@one.tld>', ['one.tld']],
    ['Group: a@one.tld, Two <b@two.tld>;', ['one.tld', 'two.tld']],
    ['"quote \\" a@in.tld" <"odd, local"@one.tld>', ['one.tld']],
    ['a@bücher.tld', ['xn--bcher-kva.tld']],
    ['a@one.tld.', ['one.tld']],
    ['a@[192.0.2.1], b@[IPv6:2001:db8::1]', ['[192.0.2.1]', '[IPv6:2001:db8::1]']],
    ['a@one.tld, b@one.tld', ['one.tld']],
    ['nobody', []],
    ['', []],
    ['<a@one.tld', ['one.tld']],
  ])('the domains of From: %s', (from, domains) => {
    expect(scan(`From: ${from}\r\n\r\n`).fromDomains).toEqual(domains);
  });

  it('adds up the domains of several From fields', () => {
    expect(scan('From: a@one.tld,\r\n b@two.tld\r\nFROM: c@three.tld\r\n\r\nFrom: d@body.tld').fromDomains).toEqual([
      'one.tld',
      'two.tld',
      'three.tld',
    ]);
  });

  it('keeps no more than a line of a huge field', () => {
    const { subject, size } = scan(`Subject: ${'x'.repeat(100_000)}\r\n`, `${' y'.repeat(100_000)}\r\n\r\n`);
    expect(subject?.length).toBeLessThan(1000);
    expect(size).toBe(9 + 100_000 + 2 + 200_000 + 4);
  });
});
