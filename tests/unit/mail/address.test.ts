import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMailbox, toAddress } from '@/lib/mail/address';

describe('a mailbox', () => {
  it.each([
    ['info@example.com', 'info', 'example.com'],
    ['Info@Example.COM', 'Info', 'example.com'],
    ["a.b+c!#$%&'*/=?^_`{|}~-@example.com", "a.b+c!#$%&'*/=?^_`{|}~-", 'example.com'],
    ['"john doe"@example.com', '"john doe"', 'example.com'],
    ['"a@b"@example.com', '"a@b"', 'example.com'],
    ['"a\\"b"@example.com', '"a\\"b"', 'example.com'],
    ['""@example.com', '""', 'example.com'],
    ['jörg@bücher.example', 'jörg', 'xn--bcher-kva.example'],
    ['root@localhost', 'root', 'localhost'],
    ['a@[192.0.2.7]', 'a', '[192.0.2.7]'],
    ['a@[ipv6:2001:DB8:0::1]', 'a', '[IPv6:2001:db8::1]'],
  ])('%s', (text, localPart, domain) => {
    expect(parseMailbox(text)).toEqual({ localPart, domain, address: `${localPart}@${domain}` });
  });

  it('is the postmaster without a domain too', () => {
    expect(parseMailbox('Postmaster')).toEqual({ localPart: 'Postmaster', domain: null, address: 'Postmaster' });
  });

  it.each([
    '',
    'nobody',
    '@example.com',
    'a@',
    'a@example.com.',
    'a@ example.com',
    'a@example.com ',
    'a@foo..bar',
    '.a@example.com',
    'a.@example.com',
    'a..b@example.com',
    'a b@example.com',
    'a@b@example.com',
    '"a"b@example.com',
    '"a\nb"@example.com',
    'a\r\n@example.com',
    '@relay.example:a@example.com',
    '<a@example.com>',
    'a@[192.0.2.300]',
    'a@[192.0.2]',
    'a@[2001:db8::1]',
    'a@[IPv6:::g]',
    'a@192.0.2.7',
    `${'a'.repeat(65)}@example.com`,
    `${'ü'.repeat(33)}@example.com`,
    `${'a'.repeat(64)}@${'b.'.repeat(100)}example`,
  ])('is not %j', (text) => {
    expect(parseMailbox(text)).toBeNull();
  });

  it('has one canonical form, and never an unquoted space, line end or angle bracket', () => {
    fc.assert(
      fc.property(fc.oneof(fc.emailAddress(), fc.string({ unit: 'binary' }), fc.string()), (text) => {
        const mailbox = parseMailbox(text);
        if (mailbox === null) return;
        expect(parseMailbox(mailbox.address)).toEqual(mailbox);
        expect(mailbox.address).not.toMatch(/[\r\n\0]/);
        if (!mailbox.localPart.startsWith('"')) expect(mailbox.address).not.toMatch(/[\s<>]/);
      }),
      { numRuns: 2000 },
    );
  });

  it('is every address that exists', () => {
    fc.assert(
      fc.property(fc.emailAddress(), (address) => {
        expect(parseMailbox(address) === null).toBe(address.length > 254);
      }),
    );
  });
});

describe('an address that an administrator types', () => {
  it('may have spaces around it, and always has a domain', () => {
    expect(toAddress(' a@Example.com ')).toBe('a@example.com');
    expect(toAddress('postmaster')).toBeNull();
  });
});
