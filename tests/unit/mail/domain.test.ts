import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toDomain } from '@/lib/mail/domain';
import { toDomainPattern } from '@/lib/mail/domain-pattern';

describe('a domain', () => {
  it.each([
    ['example.com', 'example.com'],
    [' Example.COM. ', 'example.com'],
    ['Bücher.example', 'xn--bcher-kva.example'],
    ['XN--BCHER-KVA.example', 'xn--bcher-kva.example'],
    ['bücher。example。', 'xn--bcher-kva.example'],
    ['faß.example', 'xn--fa-hia.example'],
    ['例え.テスト', 'xn--r8jz45g.xn--zckzah'],
    ['_dmarc.example.com', '_dmarc.example.com'],
    ['123.example', '123.example'],
    [`${'a'.repeat(63)}.example`, `${'a'.repeat(63)}.example`],
  ])('%s is %s', (text, expected) => {
    expect(toDomain(text)).toBe(expected);
  });

  it.each([
    '',
    '.',
    'localhost',
    'foo..bar',
    '.example.com',
    'example.com..',
    '-a.example',
    'a-.example',
    'a b.example',
    'a\u0000.example',
    'a\t.example',
    'http://example.com',
    'example.com/path',
    'example.com:25',
    'example.com?x',
    'example.com#x',
    'user@example.com',
    'user%40example.com',
    'ex%61mple.com',
    '192.0.2.7',
    '1.2.3',
    '[192.0.2.7]',
    '2001:db8::1',
    'xn--a.example',
    'a％b.example',
    'a＠b.example',
    'a\\b.example',
    `${'a'.repeat(64)}.example`,
    `${'a.'.repeat(125)}example`,
    '*.example.com',
    'a\u200eb.example',
  ])('is not %j', (text) => {
    expect(toDomain(text)).toBeNull();
  });

  it('has one canonical form', () => {
    fc.assert(
      fc.property(fc.oneof(fc.domain(), fc.string({ unit: 'binary' }), fc.webUrl(), fc.emailAddress()), (text) => {
        const domain = toDomain(text);
        if (domain === null) return;
        expect(toDomain(domain)).toBe(domain);
        expect(domain).toMatch(/^[a-z0-9_-]+(\.[a-z0-9_-]+)+$/);
        expect(toDomain(`${text.toUpperCase()}.`) ?? domain).toBe(domain);
      }),
      { numRuns: 2000 },
    );
  });

  it('is every domain that exists', () => {
    fc.assert(
      fc.property(fc.domain(), (domain) => {
        expect(toDomain(domain)).toBe(domain.toLowerCase());
      }),
    );
  });
});

describe('a domain pattern', () => {
  it.each([
    ['*.Example.com.', '*.example.com'],
    ['mail?.bücher.*', 'mail?.xn--bcher-kva.*'],
    ['*', '*'],
    ['*.123', '*.123'],
    ['Bücher.example', 'xn--bcher-kva.example'],
  ])('%s is %s', (text, expected) => {
    expect(toDomainPattern(text)).toBe(expected);
  });

  it.each(['', '*..com', '*.a b', 'bü*.example', '*@example.com', 'foo', '*.-a/'])('is not %j', (text) => {
    expect(toDomainPattern(text)).toBeNull();
  });
});
