import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatHostPort, portSchema, toHost } from '@/lib/mail/host';

describe('a host', () => {
  it.each([
    ['Mail.Example.com.', 'mail.example.com'],
    ['localhost', 'localhost'],
    ['bücher', 'xn--bcher-kva'],
    [' 192.0.2.7 ', '192.0.2.7'],
    ['[192.0.2.7]', '192.0.2.7'],
    ['2001:DB8:0::1', '2001:db8::1'],
    ['[2001:db8::1]', '2001:db8::1'],
  ])('%s is %s', (text, expected) => {
    expect(toHost(text)).toBe(expected);
  });

  it.each([
    '',
    '192.0.2',
    '192.0.2.300',
    '0x7f.1',
    '10',
    'a b',
    'mail.example.com:25',
    'https://a.tld',
    '[a.tld',
    '::g',
    '[[::1]]',
    'a@b.tld',
  ])('is not %j', (text) => {
    expect(toHost(text)).toBeNull();
  });

  it('has one canonical form', () => {
    fc.assert(
      fc.property(fc.oneof(fc.domain(), fc.ipV4(), fc.ipV6(), fc.string()), (text) => {
        const host = toHost(text);
        if (host !== null) expect(toHost(host)).toBe(host);
      }),
      { numRuns: 1000 },
    );
  });

  it('is written with its port', () => {
    expect(formatHostPort('a.tld', 465)).toBe('a.tld:465');
    expect(formatHostPort('2001:db8::1', 25)).toBe('[2001:db8::1]:25');
    expect(formatHostPort('a.tld', null)).toBe('a.tld');
  });
});

describe('a port', () => {
  it.each([1, 25, 65_535])('is %d', (port) => {
    expect(portSchema.safeParse(port).success).toBe(true);
  });

  it.each([0, -1, 65_536, 25.5, '25', null, Number.NaN])('is not %j', (port) => {
    expect(portSchema.safeParse(port).success).toBe(false);
  });
});
