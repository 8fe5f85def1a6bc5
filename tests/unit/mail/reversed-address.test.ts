import { describe, expect, it } from 'vitest';
import { blockListName, readBlockListAnswer, reverseName } from '@/lib/mail/reversed-address';

const V6 = 'b.a.9.8.7.6.5.4.3.2.1.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2';

describe('the reversed name of an address', () => {
  it.each([
    ['192.0.2.1', '1.2.0.192.in-addr.arpa'],
    ['::ffff:192.0.2.1', '1.2.0.192.in-addr.arpa'],
    ['2001:db8::123:4567:89ab', `${V6}.ip6.arpa`],
    ['2001:0DB8:0:0:0:123:4567:89AB', `${V6}.ip6.arpa`],
  ])('of %s is %s', (ip, name) => {
    expect(reverseName(ip)).toBe(name);
  });

  it.each([
    ['192.0.2.99', '99.2.0.192.bl.tld'],
    ['2001:db8::123:4567:89ab', `${V6}.bl.tld`],
  ])('in a block list of %s is %s', (ip, name) => {
    expect(blockListName(ip, 'bl.tld')).toBe(name);
  });
});

describe('a block list', () => {
  it.each([
    ['127.0.0.2', 'listed'],
    ['127.0.0.10', 'listed'],
    ['127.0.1.255', 'listed'],
    ['203.0.113.7', 'not-listed'],
    ['128.0.0.2', 'not-listed'],
    ['12.7.0.0', 'not-listed'],
    ['127.255.255.254', 'error'],
    ['127.255.254.1', 'listed'],
  ])('that answers %s says %s', (address, said) => {
    expect(readBlockListAnswer([address])).toBe(said);
  });

  it('lists an address if one of several codes says so, and none if one is an error', () => {
    expect(readBlockListAnswer(['203.0.113.7', '127.0.0.4'])).toBe('listed');
    expect(readBlockListAnswer(['127.0.0.4', '127.255.255.252'])).toBe('error');
  });
});
