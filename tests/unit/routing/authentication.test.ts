import { describe, expect, it } from 'vitest';
import type { RelayTarget } from '@/lib/policy/relay-target';
import type { DeliveryPlan } from '@/lib/routing/plan-delivery';
import { host, inShort, keyOf, partner, plan, SMART, starttls } from './plans';

describe('A plan with a password', () => {
  const password = { kind: 'stored', id: '00000000-0000-4000-8000-000000000001' } as const;
  const signIn = ['relay.authentication', { user: 'me', password, mechanism: 'plain' }] as const;
  const smartHost: RelayTarget = { ...SMART, encryption: 'starttls', authentication: { user: 'us', password, mechanism: 'any' } };
  const asWhom = (result: DeliveryPlan) =>
    result.kind === 'plan' ? `${inShort(result)} as ${result.authentication?.user ?? 'nobody'}` : inShort(result);

  it.each<[string, string, DeliveryPlan]>([
    ['demands TLS', 'mx.partner.tld:25 starttls trusted-and-host-name as me', plan('partner.tld', [{ actions: [host(partner), signIn] }])],
    [
      'demands TLS in spite of "never"',
      'mx.partner.tld:25 starttls trusted-and-host-name as me',
      plan('partner.tld', [{ actions: [host(partner), signIn] }, { actions: [starttls('never')] }]),
    ],
    ['signs in to the smart host', 'smart.tld:2525 starttls trusted-and-host-name as us', plan('partner.tld', [], { smartHost })],
    [
      'does not tell the one of the smart host to another host',
      'mx.partner.tld:25 starttls trusted-and-host-name as nobody',
      plan('partner.tld', [{ actions: [host(partner)] }], { smartHost }),
    ],
    [
      'puts that of a rule before that of the smart host',
      'smart.tld:2525 starttls trusted-and-host-name as me',
      plan('partner.tld', [{ actions: [signIn] }], { smartHost }),
    ],
    [
      'tells it to no MX',
      'undetermined: a rule signs in with a password, but no host is named, and no MX is ever given a password',
      plan('partner.tld', [{ actions: [signIn] }]),
    ],
    [
      'tells it to no address that a sender names',
      'undetermined: a rule signs in with a password, but no host is named, and no MX is ever given a password',
      plan('[192.0.2.9]', [{ actions: [signIn] }]),
    ],
  ])('%s: %s', (_, expected, result) => {
    expect(asWhom(result)).toBe(expected);
  });

  it('shares no connection with another user or another password', () => {
    const keys = [
      signIn[1],
      { ...signIn[1], user: 'you' },
      { ...signIn[1], password: { ...password, id: password.id.replace('1', '2') } },
    ].map((parameters) => keyOf(plan('partner.tld', [{ actions: [host(partner), ['relay.authentication', parameters]] }])));
    expect(new Set(keys).size).toBe(3);
  });
});
