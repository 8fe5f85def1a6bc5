import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isErrorCode } from '@/lib/i18n/error-text';
import { ACTIONS, CONDITIONS, catalogueOf } from '@/lib/policy/catalogue';
import { ruleDraftSchema, ruleDraftSchemaFor } from '@/lib/policy/parse-rule';
import { answer, draft, encrypted, from, relaying, type ShortRule, to } from './rules';

/** `conditions.0.parameters.domains.1: domain.invalid` for each issue. */
function problems(input: unknown, schema = ruleDraftSchema): string[] {
  const parsed = schema.safeParse(input);
  return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
}

describe('a rule from outside', () => {
  it('is put into canonical form', () => {
    const parsed = ruleDraftSchema.parse({
      ...draft({
        conditions: [from('Bücher.Example.', 'xn--bcher-kva.example', 'B.tld')],
        actions: [['relay.host', { to: 'hosts', hosts: [{ host: 'MX.b.tld.' }, { host: '[2001:DB8::1]', port: 465 }] }]],
      }),
      name: '  padded ',
      activeFrom: '2026-11-24T06:30:00Z',
      activeUntil: '2026-11-24T06:30:00.5Z',
    });
    expect(parsed).toEqual({
      name: 'padded',
      mode: 'enforce',
      match: 'all',
      conditions: [
        {
          kind: 'condition',
          condition: 'delivery.sender-domain',
          negated: false,
          parameters: { operator: 'is', domains: ['xn--bcher-kva.example', 'b.tld'] },
        },
      ],
      actions: [
        {
          action: 'relay.host',
          parameters: {
            to: 'hosts',
            hosts: [
              { host: 'mx.b.tld', port: null },
              { host: '2001:db8::1', port: 465 },
            ],
          },
        },
      ],
      stop: false,
      comment: '',
      activeFrom: '2026-11-24T06:30:00.000Z',
      activeUntil: '2026-11-24T06:30:00.500Z',
    });
    expect(ruleDraftSchema.parse(parsed)).toEqual(parsed);
  });

  it('drops parameters that its entry does not know', () => {
    const parsed = ruleDraftSchema.parse(draft({ actions: [['smtp.action', { outcome: 'accept', code: 550, text: 'x' }]] }));
    expect(parsed.actions[0]?.parameters).toEqual({ outcome: 'accept' });
  });

  it.each<[string, unknown, string[]]>([
    ['no name', { ...draft({}), name: ' ' }, ['name: name.empty']],
    ['a name of 65 characters', { ...draft({}), name: 'x'.repeat(65) }, ['name: name.too-long']],
    ['a name with a line break', { ...draft({}), name: 'a\nb' }, ['name: name.control-characters']],
    ['no action', draft({ actions: [] }), ['actions: actions.empty']],
    ['an unknown mode', { ...draft({}), mode: 'sometimes' }, ['mode: value.invalid']],
    ['an unknown condition', draft({ conditions: [['nonsense', {}]] }), ['conditions.0.condition: condition.unknown']],
    ['an unknown action', draft({ actions: [['nonsense', {}]] }), ['actions.0.action: action.unknown']],
    ['no domain', draft({ conditions: [from()] }), ['conditions.0.parameters.domains: list.empty']],
    [
      'domains that are none',
      draft({ conditions: [from('foo..bar', 'a.tld', 'https://a.tld', 'a@a.tld', '192.0.2.7')] }),
      [0, 2, 3, 4].map((i) => `conditions.0.parameters.domains.${i}: domain.invalid`),
    ],
    ['a wildcard where it is none', draft({ conditions: [from('*.a.tld')] }), ['conditions.0.parameters.domains.0: domain.invalid']],
    [
      'a domain pattern that is none',
      draft({ conditions: [['recipient.domain', { operator: 'matches', domains: ['*..a'] }]] }),
      ['conditions.0.parameters.domains.0: domain-pattern.invalid'],
    ],
    [
      'an unknown operator',
      draft({ conditions: [['recipient.domain', { operator: 'like', domains: ['a.tld'] }]] }),
      ['conditions.0.parameters.operator: value.invalid'],
    ],
    [
      'an address that is none',
      draft({ conditions: [['recipient.address', { operator: 'is', addresses: ['a@'] }]] }),
      ['conditions.0.parameters.addresses.0: address.invalid'],
    ],
    [
      'a network that is none',
      draft({ conditions: [['connection.remote-ip', { operator: 'is', networks: ['10'] }]] }),
      ['conditions.0.parameters.networks.0: network.invalid'],
    ],
    ['no checkbox', draft({ conditions: [['connection.is-ssl', {}]] }), ['conditions.0.parameters.encrypted: value.invalid']],
    [
      'a host that is none',
      draft({ actions: [['relay.host', { to: 'hosts', hosts: [{ host: 'a b', port: 25 }] }]] }),
      ['actions.0.parameters.hosts.0.host: host.invalid'],
    ],
    [
      'ports outside 1-65535',
      draft({
        actions: [
          [
            'relay.host',
            {
              to: 'hosts',
              hosts: [
                { host: 'a.tld', port: 0 },
                { host: 'a.tld', port: 65_536 },
              ],
            },
          ],
        ],
      }),
      ['actions.0.parameters.hosts.0.port: port.range', 'actions.0.parameters.hosts.1.port: port.range'],
    ],
    ['no host', draft({ actions: [['relay.host', { to: 'hosts', hosts: [] }]] }), ['actions.0.parameters.hosts: hosts.empty']],
    [
      'a fingerprint that is none',
      draft({ actions: [['relay.certificate-check', { kind: 'fingerprint', sha256: 'abc' }]] }),
      ['actions.0.parameters.sha256: fingerprint.invalid'],
    ],
    [
      'codes of another class',
      draft({ actions: [['smtp.action', { outcome: 'reject', code: 451, enhanced: '4.7.1' }]] }),
      ['actions.0.parameters.code: reply-code.reject', 'actions.0.parameters.enhanced: enhanced-code.reject'],
    ],
    [
      '421, which would close the connection',
      draft({ actions: [['smtp.action', { outcome: 'tempfail', code: 421 }]] }),
      ['actions.0.parameters.code: reply-code.tempfail'],
    ],
    [
      'a reply in umlauts',
      draft({ actions: [['smtp.action', { outcome: 'reject', text: 'Nö' }]] }),
      ['actions.0.parameters.text: text.ascii'],
    ],
    [
      'a reply of two lines',
      draft({ actions: [['smtp.action', { outcome: 'reject', text: 'a\r\n250 b' }]] }),
      ['actions.0.parameters.text: text.ascii'],
    ],
    ['an instant that is none', { ...draft({}), activeFrom: 'tomorrow' }, ['activeFrom: instant.invalid']],
    [
      'an end before the start',
      draft({ activeFrom: '2026-11-25T00:00:00Z', activeUntil: '2026-11-24T00:00:00Z' }),
      ['activeUntil: span.empty'],
    ],
  ])('is refused with %s', (_, input, expected) => {
    expect(problems(input)).toEqual(expected);
  });
});

describe('a rule that can never match or never act', () => {
  const relaySsl = ['relay.ssl-encryption', { ssl: true }] as const;
  it.each<[string, ShortRule, string[]]>([
    ['ANY of no condition', { match: 'any' }, ['conditions: conditions.any-of-none']],
    ['Is SSL both ways', { conditions: [encrypted(true), encrypted(false)] }, ['conditions.1: conditions.contradiction']],
    ['two disjoint lists', { conditions: [from('a.tld'), encrypted(false), from('b.tld')] }, ['conditions.2: conditions.contradiction']],
    [
      'a domain that lies not under the other',
      { conditions: [['delivery.sender-domain', { operator: 'is-or-under', domains: ['a.tld'] }], from('b.tld')] },
      ['conditions.1: conditions.contradiction'],
    ],
    [
      'relay settings for mail that is not relayed',
      { conditions: [to('a.tld'), relaying(false)], actions: [relaySsl] },
      ['conditions.1: conditions.never-relays'],
    ],
    ['two actions for one setting', { actions: [relaySsl, ['relay.starttls', { use: 'required' }]] }, ['actions.1: actions.same-setting']],
    ['the same action twice', { actions: [answer('accept'), answer('reject')] }, ['actions.1: actions.same-setting']],
  ])('is refused: %s', (_, short, expected) => {
    expect(problems(draft(short))).toEqual(expected);
  });

  it.each<[string, ShortRule]>([
    ['ALL of no condition', {}],
    ['Is SSL both ways under ANY', { match: 'any', conditions: [encrypted(true), encrypted(false)] }],
    ['lists with a common domain', { conditions: [from('a.tld', 'b.tld'), from('b.tld')] }],
    [
      'a domain under the other',
      { conditions: [['delivery.sender-domain', { operator: 'is-or-under', domains: ['a.tld'] }], from('x.a.tld')] },
    ],
    ['lists of sender and recipient', { conditions: [from('a.tld'), to('b.tld')] }],
    ['an accepting rule for local mail', { conditions: [relaying(false)], actions: [answer('accept')] }],
    ['relay settings under ANY', { match: 'any', conditions: [to('a.tld'), relaying(false)], actions: [relaySsl] }],
    [
      'DANE for a host name',
      {
        actions: [
          ['relay.certificate-check', { kind: 'dane' }],
          ['relay.host', { to: 'hosts', hosts: [{ host: 'mx.a.tld', port: null }] }],
        ],
      },
    ],
    ['DANE for the MX', { actions: [['relay.certificate-check', { kind: 'dane' }]] }],
    ['a certificate check alone', { actions: [['relay.certificate-check', { kind: 'trusted' }]] }],
  ])('is not mistaken for one: %s', (_, short) => {
    expect(problems(draft(short))).toEqual([]);
  });

  it('is refused: a condition with its own negation, and contradictions within a group', () => {
    const negated = {
      kind: 'condition',
      condition: 'delivery.sender-domain',
      negated: true,
      parameters: { operator: 'is', domains: ['a.tld'] },
    };
    const rule = draft({ conditions: [from('a.tld')] });
    expect(problems({ ...rule, conditions: [...rule.conditions, negated] })).toEqual(['conditions.1: conditions.contradiction']);
    const group = { kind: 'group', match: 'all', conditions: draft({ conditions: [encrypted(true), encrypted(false)] }).conditions };
    expect(problems({ ...rule, match: 'any', conditions: [...rule.conditions, group] })).toEqual([
      'conditions.1.conditions.1: conditions.contradiction',
    ]);
    expect(problems({ ...rule, conditions: [{ ...group, conditions: [] }] })).toEqual(['conditions.0.conditions: group.empty']);
  });

  it('is refused: a verdict that depends on what is known only at delivery', () => {
    const atRelay = CONDITIONS.map((condition) =>
      condition.id === 'message.size' ? { ...condition, settlesAt: 'relay' as const } : condition,
    );
    const schema = ruleDraftSchemaFor(catalogueOf(atRelay, ACTIONS));
    const attempts = draft({ conditions: [['message.size', { operator: 'greater-than', size: 3 }]] });
    expect(problems(attempts, schema)).toEqual(['conditions.0: conditions.verdict-too-late']);
    expect(problems({ ...attempts, actions: [{ action: relaySsl[0], parameters: relaySsl[1] }] }, schema)).toEqual([]);
  });
});

describe('every error', () => {
  it('has a text, whatever stands in the parameters', () => {
    const ids = [...CONDITIONS.map(({ id }) => id)];
    const names = fc.constantFrom('operator', 'domains', 'addresses', 'networks', 'encrypted', 'size', 'relaying', 'authenticated');
    const values = fc.oneof(fc.jsonValue(), fc.constantFrom('is', 'matches', 'greater-than'), fc.array(fc.string()));
    fc.assert(
      fc.property(fc.constantFrom(...ids), fc.dictionary(names, values), (id, parameters) => {
        for (const problem of problems(draft({ conditions: [[id, parameters]] }))) {
          expect(isErrorCode(problem.split(': ')[1] ?? ''), problem).toBe(true);
        }
      }),
    );
  });
});
