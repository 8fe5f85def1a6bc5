import { describe, expect, test } from 'vitest';
import { encrypted, from, larger, relaying, type ShortRule, to } from '../rules';
import { said } from './check';

const ssl = (checked: boolean) => ['relay.ssl-encryption', { ssl: checked }] as const;
const starttls = (use: string) => ['relay.starttls', { use }] as const;
const host = (name: string, port: number | null = null) => ['relay.host', { to: 'hosts', hosts: [{ host: name, port }] }] as const;
const mx = ['relay.host', { to: 'mx' }] as const;
const own = { own: { hosts: new Set(['gateway.tld', '192.0.2.1']), ports: new Set([25, 465]) } };

describe('SSL on a port for STARTTLS', () => {
  test.each([25, 587])('%i', (port) => {
    expect(said('ssl-port', [{ actions: [host('mx.a.tld', port), ssl(true)] }])).toEqual([
      `“rule 1” asks for SSL from the first byte at mx.a.tld:${port}, but servers on port ${port} begin in plain text. Use port 465, or STARTTLS.`,
    ]);
  });

  test.each<[string, ShortRule['actions']]>([
    ['port 465', [host('mx.a.tld', 465), ssl(true)]],
    ['no port: 465 is meant', [host('mx.a.tld'), ssl(true)]],
    ['STARTTLS', [host('mx.a.tld', 25), starttls('required')]],
    ['SSL unchecked', [host('mx.a.tld', 25), ssl(false)]],
    ['the MX', [mx, ssl(true)]],
    ['a port of its own', [host('mx.a.tld', 2525), ssl(true)]],
  ])('is not: %s', (_, actions = []) => {
    expect(said('ssl-port', [{ actions }])).toEqual([]);
  });
});

describe('a loop', () => {
  test.each<[string, ShortRule['actions'], string]>([
    ['by name', [host('Gateway.tld', 25)], 'gateway.tld:25'],
    ['by address', [host('192.0.2.1', 465), ssl(true)], '192.0.2.1:465'],
    ['by the port that is used without one', [host('gateway.tld'), ssl(true)], 'gateway.tld'],
  ])('%s', (_, actions = [], where) => {
    const [sentence = ''] = said('loop', [{ actions }], own);
    expect(sentence).toContain(`“rule 1” relays to ${where}`);
    expect(sentence).toContain('which is this gateway itself');
  });

  test.each<[string, ShortRule['actions']]>([
    ['another host', [host('mx.a.tld', 25)]],
    ['another program on this host', [host('gateway.tld', 10025)]],
    ['the MX', [mx]],
  ])('is not: %s', (_, actions = []) => {
    expect(said('loop', [{ actions }], own)).toEqual([]);
  });
});

describe('a missing twin', () => {
  const incoming: ShortRule = { conditions: [from('a.tld'), encrypted(false)] };
  const outgoing: ShortRule = { conditions: [relaying(true), to('a.tld')], actions: [mx, starttls('required')] };

  test('of a rule for mail from a domain', () => {
    expect(said('twin-missing', [incoming])).toEqual([
      '“rule 1” forces TLS for mail from a.tld, but mail to there may still leave without encryption.',
    ]);
  });

  test('of a rule for mail to a domain', () => {
    expect(said('twin-missing', [outgoing])).toEqual([
      '“rule 1” forces TLS for mail to a.tld, but mail from there may still come without encryption.',
    ]);
  });

  test('of some of the domains', () => {
    const many = { conditions: [from('a.tld', 'b.tld', 'c.tld', 'd.tld', 'e.tld'), encrypted(false)] };
    expect(said('twin-missing', [many, outgoing])).toEqual([
      '“rule 1” forces TLS for mail from b.tld, c.tld and 2 more, but mail to there may still leave without encryption.',
    ]);
  });

  test('when it is disabled', () => {
    expect(said('twin-missing', [incoming, { ...outgoing, mode: 'disabled' }])).toHaveLength(1);
  });

  test.each<[string, ShortRule[], string[]]>([
    ['both', [incoming, outgoing], []],
    ['both, one monitored', [{ ...incoming, mode: 'monitor' }, outgoing], []],
    ['a rule for all mail that leaves', [incoming, { conditions: [relaying(true)], actions: [starttls('required')] }], []],
    [
      'a rule that covers the domain with its sub-domains',
      [incoming, { ...outgoing, conditions: [relaying(true), ['recipient.domain', { operator: 'is-or-under', domains: ['a.tld'] }]] }],
      [],
    ],
    ['a rule for a part of the mail', [incoming, { ...outgoing, conditions: [to('a.tld'), larger(10)] }], []],
    ['an own domain', [incoming], ['a.tld']],
    ['no domain named', [{ conditions: [encrypted(false)] }], []],
    ['nothing forced', [{ conditions: [from('a.tld')] }, { conditions: [to('a.tld')], actions: [ssl(false)] }], []],
  ])('is not: %s', (_, rules, localDomains) => {
    expect(said('twin-missing', rules, { localDomains })).toEqual([]);
  });
});

describe('a rule without a match in 90 days', () => {
  test('is named', () => {
    expect(said('never-matched', [{}, {}], { idle: new Set(['rule 2']) })).toEqual([
      '“rule 2” has not matched a single message in 90 days.',
    ]);
  });

  test('is not, while it is disabled', () => {
    expect(said('never-matched', [{ mode: 'disabled' }], { idle: new Set(['rule 1']) })).toEqual([]);
  });
});
