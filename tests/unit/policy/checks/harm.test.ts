import { describe, expect, test } from 'vitest';
import { answer, encrypted, from, larger, relaying, type ShortRule, to } from '../rules';
import { said } from './check';

const clients = (...networks: string[]) => ['connection.remote-ip', { operator: 'is', networks }] as const;
const signedIn = (authenticated: boolean) => ['session.is-authenticated', { authenticated }] as const;
const own = { localDomains: ['own.tld', 'second.tld'], relayNetworks: ['192.0.2.0/24', '2001:db8::/32'] };

describe('TLS forced on every sender', () => {
  test.each<[string, ShortRule]>([
    ['whatever is not encrypted', { conditions: [encrypted(false)] }],
    ['refused for now', { conditions: [encrypted(false)], actions: [answer('tempfail')] }],
    ['unless signed in', { conditions: [encrypted(false), signedIn(false)] }],
    ['every domain', { conditions: [['delivery.sender-domain', { operator: 'matches', domains: ['*'] }], encrypted(false)] }],
    ['every domain but one', { conditions: [['delivery.sender-domain', { operator: 'is-not', domains: ['a.tld'] }], encrypted(false)] }],
    ['even if only monitored', { mode: 'monitor', conditions: [encrypted(false)] }],
  ])('%s', (_, rule) => {
    expect(said('tls-for-everyone', [rule], own)).toEqual([
      '“rule 1” refuses every sender without TLS. The MX of a public domain must not do that (RFC 3207, section 4): name the domains of partners instead.',
    ]);
  });

  test('who writes to an own domain', () => {
    expect(said('tls-for-everyone', [{ conditions: [to('second.tld'), encrypted(false)] }], own)).toEqual([
      '“rule 1” refuses every sender without TLS who writes to second.tld. The MX of a public domain must not do that (RFC 3207, section 4): name the domains of partners instead.',
    ]);
  });

  test.each<[string, ShortRule]>([
    ['mail from a partner', { conditions: [from('a.tld'), encrypted(false)] }],
    ['mail to a domain that is not ours', { conditions: [to('a.tld'), encrypted(false)] }],
    ['users who have signed in', { conditions: [encrypted(false), signedIn(true)] }],
    ['mail that is relayed', { conditions: [encrypted(false), relaying(true)] }],
    ['clients of some networks', { conditions: [encrypted(false), clients('198.51.100.0/24')] }],
    ['large mail', { conditions: [encrypted(false), larger(1000)] }],
    ['accepted without TLS', { conditions: [encrypted(false)], actions: [answer('accept')] }],
    ['refused with TLS as well', { conditions: [from('a.tld')] }],
    ['disabled', { mode: 'disabled', conditions: [encrypted(false)] }],
  ])('is not: %s', (_, rule) => {
    expect(said('tls-for-everyone', [rule], own)).toEqual([]);
  });
});

describe('a refusal of the own side', () => {
  test.each<[string, ShortRule, string]>([
    ['clients', { conditions: [clients('192.0.2.0/25')] }, 'clients of your own relay network 192.0.2.0/24, whatever they send.'],
    ['all clients', { conditions: [clients('0.0.0.0/0')] }, 'clients of your own relay network 192.0.2.0/24, whatever they send.'],
    ['IPv6 clients', { conditions: [clients('2001:db8::/48')] }, 'clients of your own relay network 2001:db8::/32, whatever they send.'],
    ['everything', {}, 'clients of your own relay network 192.0.2.0/24, whatever they send.'],
    ['recipients', { conditions: [to('a.tld', 'second.tld')] }, 'all mail to your own domain second.tld.'],
    ['local mail', { conditions: [relaying(false)] }, 'all mail to your own domain own.tld.'],
    ['senders', { conditions: [from('own.tld')] }, 'mail from your own domain own.tld, even from users who have signed in over TLS.'],
    [
      'senders for now',
      { conditions: [from('own.tld')], actions: [answer('tempfail')] },
      'mail from your own domain own.tld, even from users who have signed in over TLS.',
    ],
  ])('%s', (_, rule, sentence) => {
    expect(said('refuses-own', [rule], own)).toEqual([`“rule 1” refuses ${sentence}`]);
  });

  test.each<[string, ShortRule]>([
    ['plain mail from an own domain', { conditions: [from('own.tld'), encrypted(false)] }],
    ['forged mail: an own domain without signing in', { conditions: [from('own.tld'), signedIn(false)] }],
    ['another domain', { conditions: [from('a.tld')] }],
    ['large mail to an own domain', { conditions: [to('own.tld'), larger(1000)] }],
    ['plain mail from a relay network', { conditions: [clients('192.0.2.0/24'), encrypted(false)] }],
    ['clients elsewhere', { conditions: [clients('198.51.100.0/24')] }],
    ['accepted', { conditions: [from('own.tld')], actions: [answer('accept')] }],
    ['held', { conditions: [to('own.tld')], actions: [answer('hold')] }],
    ['disabled', { mode: 'disabled' }],
  ])('is not: %s', (_, rule) => {
    expect(said('refuses-own', [rule], own)).toEqual([]);
  });
});

describe('STARTTLS taken from clients', () => {
  const without = ['esmtp.offer-starttls', { offer: false }] as const;
  const forced: ShortRule = { conditions: [from('a.tld'), encrypted(false)] };
  test.each<[string, ShortRule[], string]>([
    [
      'where nothing is forced',
      [{ actions: [without] }],
      'clients: on the ports that begin in plaintext their mail arrives unencrypted, and nobody can sign in.',
    ],
    [
      'where a rule below demands TLS',
      [{ conditions: [clients('192.0.2.0/24')], actions: [without] }, forced],
      'clients: on the ports that begin in plaintext, what “rule 2” demands TLS for is put off with 451 and never arrives, all else comes unencrypted, and nobody can sign in.',
    ],
  ])('%s', (_, rules, sentence) => {
    expect(said('starttls-off', rules)).toEqual([`“rule 1” takes STARTTLS from ${sentence}`]);
  });

  test('is not: offered, or only monitored', () => {
    const rules: ShortRule[] = [{ actions: [['esmtp.offer-starttls', { offer: true }]] }, { mode: 'monitor', actions: [without] }, forced];
    expect(said('starttls-off', rules)).toEqual([]);
  });
});
