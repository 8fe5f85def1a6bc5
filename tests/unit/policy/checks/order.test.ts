import { describe, expect, test } from 'vitest';
import { answer, encrypted, from, larger, relaying, type ShortRule, to, toAddress } from '../rules';
import { said } from './check';

const under = (domain: string) => ['delivery.sender-domain', { operator: 'is-or-under', domains: [domain] }] as const;
const accept = { actions: [answer('accept')] };
const host = (name: string) => ['relay.host', { to: 'hosts', hosts: [{ host: name, port: null }] }] as const;
const ssl = ['relay.ssl-encryption', { ssl: true }] as const;

describe('a rule that can never decide', () => {
  test.each<[string, ShortRule[]]>([
    ['the same rule twice', [{ conditions: [from('a.tld')] }, { conditions: [from('a.tld')] }]],
    ['one with a further condition', [{ conditions: [from('a.tld')] }, { conditions: [from('a.tld'), encrypted(false)] }]],
    ['one domain of several', [{ conditions: [from('a.tld', 'b.tld')] }, { conditions: [from('b.tld')] }]],
    ['a sub-domain', [{ conditions: [under('a.tld')] }, { conditions: [from('x.a.tld')] }]],
    ['anything below a rule for every message', [{}, { conditions: [larger(10)] }]],
    ['anything below one of two alternatives', [{ match: 'any', conditions: [from('a.tld'), to('b.tld')] }, { conditions: [to('b.tld')] }]],
    ['a monitored rule below one that is enforced', [{ conditions: [from('a.tld')] }, { conditions: [from('a.tld')], mode: 'monitor' }]],
    [
      'a rule within the time span of the one above',
      [
        { conditions: [from('a.tld')], activeFrom: '2026-01-01T00:00:00Z' },
        { conditions: [from('a.tld')], activeFrom: '2026-02-01T00:00:00Z' },
      ],
    ],
    [
      'any setting below "Stop processing more rules"',
      [
        { conditions: [from('a.tld')], stop: true },
        { conditions: [from('a.tld')], actions: [ssl] },
      ],
    ],
  ])('%s', (_, rules) => {
    expect(said('never-decides', rules)).toEqual([
      '“rule 2” can never take effect: whenever it matches, “rule 1” above it matches too and decides the same.',
    ]);
  });

  test.each<[string, ShortRule[]]>([
    ['another domain', [{ conditions: [from('a.tld')] }, { conditions: [from('b.tld')] }]],
    ['more domains than above', [{ conditions: [from('a.tld')] }, { conditions: [from('a.tld', 'b.tld')] }]],
    ['a domain and its sub-domains below the domain', [{ conditions: [from('a.tld')] }, { conditions: [under('a.tld')] }]],
    ['the general rule below its special case', [{ conditions: [from('a.tld'), encrypted(false)] }, { conditions: [from('a.tld')] }]],
    ['the other state of a checkbox', [{ conditions: [encrypted(true)] }, { conditions: [encrypted(false)] }]],
    ['sender and recipient', [{ conditions: [from('a.tld')] }, { conditions: [to('a.tld')] }]],
    ['a rule below one that is only monitored', [{ mode: 'monitor' }, { conditions: [from('a.tld')] }]],
    ['a rule below one that is disabled', [{ mode: 'disabled' }, { conditions: [from('a.tld')] }]],
    [
      'another setting',
      [
        { conditions: [to('a.tld')], actions: [host('a')] },
        { conditions: [to('a.tld')], actions: [ssl] },
      ],
    ],
    [
      'one setting more',
      [
        { conditions: [to('a.tld')], actions: [host('a')] },
        { conditions: [to('a.tld')], actions: [host('a'), ssl] },
      ],
    ],
    [
      'a rule that outlives the one above',
      [{ conditions: [from('a.tld')], activeUntil: '2026-02-01T00:00:00Z' }, { conditions: [from('a.tld')] }],
    ],
    [
      'alternatives of which one is not covered',
      [{ conditions: [from('a.tld')] }, { match: 'any', conditions: [from('a.tld'), larger(10)] }],
    ],
  ])('is not: %s', (_, rules) => {
    expect(said('never-decides', rules)).toEqual([]);
    expect(said('contradiction', rules)).toEqual([]);
  });
});

describe('a contradiction', () => {
  test.each<[string, ShortRule[]]>([
    ['accept and reject of the same', [{ conditions: [from('a.tld')], ...accept }, { conditions: [from('a.tld')] }]],
    ['accept of all, reject of some', [{ conditions: [from('a.tld')], ...accept }, { conditions: [from('a.tld'), encrypted(false)] }]],
    [
      'two hosts for one domain',
      [
        { conditions: [to('a.tld')], actions: [host('a')] },
        { conditions: [to('a.tld'), relaying(true)], actions: [host('b')] },
      ],
    ],
  ])('%s', (_, rules) => {
    expect(said('contradiction', rules)).toEqual([
      '“rule 2” contradicts “rule 1” above it, which matches whenever it does: only the upper rule takes effect.',
    ]);
    expect(said('never-decides', rules)).toEqual([]);
  });

  test('in a part of what the rule says', () => {
    const rules = [
      { conditions: [to('a.tld')], actions: [host('a')] },
      { conditions: [to('a.tld')], actions: [host('b'), ssl] },
    ];
    expect(said('contradiction', rules)).toEqual([
      '“rule 2” contradicts “rule 1” above it in a part: what the upper rule says about that part always wins.',
    ]);
  });

  test.each<[string, ShortRule[]]>([
    ['an exception above the rule', [{ conditions: [toAddress('postmaster@a.tld')], ...accept }, { conditions: [to('a.tld')] }]],
    [
      'a refusal that is only monitored',
      [
        { conditions: [from('a.tld')], ...accept },
        { conditions: [from('a.tld')], mode: 'monitor' },
      ],
    ],
    ['the same said twice', [{ conditions: [from('a.tld')] }, { conditions: [from('a.tld')] }]],
  ])('is not: %s', (_, rules) => {
    expect(said('contradiction', rules)).toEqual([]);
  });
});
