import { describe, expect, it } from 'vitest';
import { parseMessageSearch } from '@/lib/mail/message-search';

describe('what a text in the search for messages means', () => {
  it.each<[string, ReturnType<typeof parseMessageSearch>]>([
    ['  ', { kind: 'anything' }],
    ['<>', { kind: 'null-sender' }],
    ['Ann@MyDomain.tld', { kind: 'address', address: 'Ann@mydomain.tld', messageId: '<Ann@MyDomain.tld>' }],
    [
      '<20261124.7@mail.mydomain.tld>',
      { kind: 'address', address: '20261124.7@mail.mydomain.tld', messageId: '<20261124.7@mail.mydomain.tld>' },
    ],
    ['7$a[b]@host_1', { kind: 'address', address: null, messageId: '<7$a[b]@host_1>' }],
    ['Müller.example', { kind: 'domain', domain: 'xn--mller-kva.example' }],
    ['@partner.example', { kind: 'domain', domain: 'partner.example' }],
    ['*.partner.example', { kind: 'domain', domain: 'partner.example' }],
    ['.partner.example', { kind: 'domain', domain: 'partner.example' }],
    ['01KDTB9Q0ZV3M8N5QX', { kind: 'word', word: '01KDTB9Q0ZV3M8N5QX' }],
    ['localhost', { kind: 'word', word: 'localhost' }],
    ['192.0.2.7', { kind: 'client', first: '192.0.2.7', last: '192.0.2.7', beginning: '192.0.2.7' }],
    ['192.0.2.0/24', { kind: 'client', first: '192.0.2.0', last: '192.0.2.255', beginning: '192.0.2.' }],
    ['172.16.0.0/12', { kind: 'client', first: '172.16.0.0', last: '172.31.255.255', beginning: '172.' }],
    ['192.0.2.9-192.0.2.20', { kind: 'client', first: '192.0.2.9', last: '192.0.2.20', beginning: '192.0.2.' }],
    ['0.0.0.0/0', { kind: 'client', first: '0.0.0.0', last: '255.255.255.255', beginning: '' }],
    ['2001:DB8::/32', { kind: 'client', first: '2001:db8::', last: '2001:db8:ffff:ffff:ffff:ffff:ffff:ffff', beginning: '2001:db8:' }],
    ['2001:db8:0:7::/64', { kind: 'client', first: '2001:db8:0:7::', last: '2001:db8:0:7:ffff:ffff:ffff:ffff', beginning: '2001:db8:' }],
    ['2001:db8::1', { kind: 'client', first: '2001:db8::1', last: '2001:db8::1', beginning: '2001:db8:' }],
    ['ann@', null],
    ['two words', null],
    ['a@b@c', { kind: 'address', address: null, messageId: '<a@b@c>' }],
    ['%', null],
  ])('%j', (text, expected) => {
    expect(parseMessageSearch(text)).toEqual(expected);
  });
});
