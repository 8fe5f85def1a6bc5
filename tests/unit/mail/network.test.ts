import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { describe, expect, it } from 'vitest';
import { networkMatcher, toNetwork } from '@/lib/mail/network';
import { addressBits } from '@/lib/mail/network-bits';

describe('a network', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    [' 192.0.2.7/24 ', '192.0.2.0/24'],
    ['0.0.0.0/0', '0.0.0.0/0'],
    ['192.0.2.10 - 192.0.2.20', '192.0.2.10-192.0.2.20'],
    ['2001:DB8::1', '2001:db8::1'],
    ['2001:db8::1/32', '2001:db8::/32'],
    ['2001:db8::1-2001:db8::f', '2001:db8::1-2001:db8::f'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7/120', '192.0.2.0/24'],
  ])('%s is %s', (text, expected) => {
    expect(toNetwork(text)).toBe(expected);
  });

  it.each([
    '',
    '10',
    '10/8',
    '0x7f.1',
    '192.0.2',
    '192.0.2.300',
    '192.0.2.0/33',
    '192.0.2.0/-1',
    '192.0.2.0/a',
    '192.0.2.0/24/24',
    '::ffff:192.0.2.0/24',
    '2001:db8::/129',
    '192.0.2.20-192.0.2.10',
    '192.0.2.1-2001:db8::1',
    '192.0.2.1-192.0.2.2-192.0.2.3',
    'fe80::1%eth0',
    'example.com',
  ])('is not %j', (text) => {
    expect(toNetwork(text)).toBeNull();
  });

  it('has one canonical form', () => {
    const texts = fc.oneof(
      fc.ipV4(),
      fc.ipV6(),
      fc.string(),
      fc.tuple(fc.ipV4(), fc.nat(34)).map(([ip, bits]) => `${ip}/${bits}`),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const network = toNetwork(text);
        if (network !== null) expect(toNetwork(network)).toBe(network);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('an address', () => {
  it.each([
    [['192.0.2.7'], '192.0.2.7', true],
    [['192.0.2.7'], '::ffff:192.0.2.7', true],
    [['192.0.2.0/24'], '192.0.2.255', true],
    [['192.0.2.0/24'], '192.0.3.0', false],
    [['192.0.2.10-192.0.2.20'], '192.0.2.20', true],
    [['192.0.2.10-192.0.2.20'], '192.0.2.9', false],
    [['0.0.0.0/0'], '2001:db8::1', false],
    [['2001:db8::/32'], '2001:db8:ffff::1', true],
    [['2001:db8::1'], '2001:DB8:0:0::1', true],
    [[], '192.0.2.7', false],
    [['192.0.2.0/24'], 'nonsense', false],
  ])('in %j: %s is %s', (networks, address, expected) => {
    expect(networkMatcher(networks)(address)).toBe(expected);
  });

  it('is in a prefix exactly where the library says so', () => {
    const v4 = fc.tuple(fc.ipV4(), fc.ipV4(), fc.nat(32));
    const v6 = fc.tuple(fc.ipV6(), fc.ipV6(), fc.nat(128));
    fc.assert(
      fc.property(fc.oneof(v4, v6), fc.boolean(), ([base, other, bits], near) => {
        const network = toNetwork(`${base}/${bits}`);
        const address = ipaddr.process(near ? base : other);
        if (network === null) return;
        const [prefix, length] = ipaddr.parseCIDR(network);
        const expected = address.kind() === prefix.kind() && address.match(prefix, length);
        expect(networkMatcher([network])(near ? base : other)).toBe(expected);
      }),
      { numRuns: 1000 },
    );
  });

  it('is in a range exactly where it is neither below nor above it', () => {
    const addresses = fc.oneof(fc.tuple(fc.ipV4(), fc.ipV4(), fc.ipV4()), fc.tuple(fc.ipV6(), fc.ipV6(), fc.ipV6()));
    const number = (text: string) => {
      const octets = ipaddr.process(text).toByteArray();
      return octets.reduce((sum, octet) => sum * 256n + BigInt(octet), 0n);
    };
    fc.assert(
      fc.property(addresses, ([one, other, address]) => {
        const range = toNetwork(`${one}-${other}`);
        if (range === null) return;
        const expected = number(one) <= number(address) && number(address) <= number(other);
        for (const edge of [one, other]) expect(networkMatcher([range])(edge)).toBe(true);
        expect(networkMatcher([range])(address)).toBe(expected && ipaddr.process(one).kind() === ipaddr.process(address).kind());
      }),
      { numRuns: 1000 },
    );
  });

  it('in bits is what the library reads, however it is written', () => {
    const group = fc.oneof(
      fc.constantFrom('0', '', 'ffff', '0db8', 'G', '12345'),
      fc.nat(0xffff).map((value) => value.toString(16)),
    );
    const written = fc.oneof(
      fc.ipV4(),
      fc.ipV6(),
      fc.array(group, { maxLength: 9 }).map((groups) => groups.join(':')),
      fc.array(fc.oneof(fc.nat(300).map(String), fc.constantFrom('01', '')), { maxLength: 5 }).map((octets) => octets.join('.')),
      fc.tuple(fc.constantFrom('::ffff:', '::', '64:ff9b::'), fc.ipV4()).map(([prefix, ip]) => prefix + ip),
      fc.constantFrom('::', '::1', '1::', '1::2::3', ':::', '::ffff:c000:201', '1:2:3:4:5:6:7::', '1:2:3:4:5:6:7:8::', 'FE80::1%eth0', ''),
    );
    fc.assert(
      fc.property(written, (text) => {
        const network = toNetwork(text);
        const octets = network === null ? [] : ipaddr.parse(network).toByteArray();
        const expected = octets.map((octet) => octet.toString(2).padStart(8, '0')).join('');
        expect(addressBits(text)?.slice(1) ?? '').toBe(expected);
      }),
      { numRuns: 5000 },
    );
  });
});
