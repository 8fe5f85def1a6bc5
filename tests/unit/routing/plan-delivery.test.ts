import { describe, expect, it } from 'vitest';
import { compilePolicy } from '@/lib/policy/compile';
import { planDelivery } from '@/lib/routing/plan-delivery';
import { policyOf, relaying, rule, type ShortRule, to } from '../policy/rules';
import { check, facts, from, host, inShort, keyOf, partner, plan, profile, SMART, ssl, starttls } from './plans';

describe('the plan of a delivery', () => {
  it.each<[string, string, ReturnType<typeof plan>]>([
    ['to a local domain', 'mail.local.tld:25 starttls trusted', plan('local.tld')],
    ['of the bare postmaster', 'mail.local.tld:25 starttls trusted', plan(null)],
    ['to the MX', 'mx partner.tld:25 opportunistic', plan('partner.tld')],
    ['to an address literal', '192.0.2.9:25 opportunistic', plan('[192.0.2.9]')],
    ['to an IPv6 address literal', '2001:db8::9:25 opportunistic', plan('[IPv6:2001:db8::9]')],
    ['to the smart host', 'smart.tld:2525 opportunistic', plan('partner.tld', [], { smartHost: SMART })],
    [
      'to a smart host with SSL, checked by default',
      'smart.tld:465 implicit trusted-and-host-name',
      plan('partner.tld', [], { smartHost: { ...SMART, encryption: 'implicit', hosts: [{ host: 'smart.tld', port: null }] } }),
    ],
    [
      'by the second rule of the seed',
      'mx.partner.tld:465 implicit trusted-and-host-name',
      plan('partner.tld', [{ conditions: [relaying(true), to('partner.tld')], actions: [host({ ...partner, port: 465 }), ssl] }]),
    ],
    [
      'with port 465 where SSL says so',
      'mx.partner.tld:465 implicit trusted-and-host-name',
      plan('partner.tld', [{ actions: [host(partner), ssl] }]),
    ],
    [
      'with the default check of the settings',
      'mx partner.tld:25 starttls encrypted-only',
      plan('partner.tld', [{ actions: [starttls('required')] }], { defaultCertificateCheck: { kind: 'encrypted-only' } }),
    ],
    ['with SSL to the MX', 'mx partner.tld:465 implicit trusted-and-host-name', plan('partner.tld', [{ actions: [ssl] }])],
    [
      'to several hosts in order',
      'a.tld:25,b.tld:26 opportunistic',
      plan('partner.tld', [{ actions: [host({ host: 'a.tld', port: null }, { host: 'b.tld', port: 26 })] }]),
    ],
    [
      'to the MX in spite of a smart host',
      'mx partner.tld:25 opportunistic',
      plan('partner.tld', [{ actions: [['relay.host', { to: 'mx' }]] }], { smartHost: SMART }),
    ],
    [
      'with STARTTLS by the settings',
      'mx partner.tld:25 starttls trusted-and-host-name',
      plan('partner.tld', [], { defaultStarttls: 'starttls' }),
    ],
    ['without TLS by the settings', 'mx partner.tld:25 plaintext', plan('partner.tld', [], { defaultStarttls: 'plaintext' })],
    [
      'with the STARTTLS of the target, not of the settings',
      'mail.local.tld:25 starttls trusted',
      plan('local.tld', [], { defaultStarttls: 'plaintext' }),
    ],
    ['without TLS where a rule says so', 'mx partner.tld:25 plaintext', plan('partner.tld', [{ actions: [starttls('never')] }])],
    ['with a check alone, which demands TLS', 'mx partner.tld:25 starttls trusted', plan('partner.tld', [{ actions: [check('trusted')] }])],
    ['with DANE, which demands TLS', 'mx partner.tld:25 starttls dane', plan('partner.tld', [{ actions: [check('dane')] }])],
    [
      'with a TLS profile alone, which demands TLS',
      'mx partner.tld:25 starttls trusted-and-host-name rfc-9325',
      plan('partner.tld', [{ actions: [profile('rfc-9325')] }]),
    ],
    [
      'with a TLS profile of another rule, which outweighs "never"',
      'mx partner.tld:25 starttls trusted-and-host-name rfc-9325',
      plan('partner.tld', [{ actions: [profile('rfc-9325')] }, { actions: [starttls('never')] }]),
    ],
    [
      'with the TLS profile of the settings wherever TLS is demanded',
      'mail.local.tld:25 starttls trusted bsi-tr-02102-2',
      plan('local.tld', [], { defaultTlsProfile: 'bsi-tr-02102-2' }),
    ],
    [
      'without it where nothing is demanded',
      'mx partner.tld:25 opportunistic',
      plan('partner.tld', [], { defaultTlsProfile: 'bsi-tr-02102-2' }),
    ],
    [
      'with the TLS profile of a rule before that of the settings',
      'mx.partner.tld:465 implicit trusted-and-host-name',
      plan('partner.tld', [{ actions: [host(partner), ssl, profile('compatible')] }], { defaultTlsProfile: 'bsi-tr-02102-2' }),
    ],
    [
      'with a check of another rule, which outweighs "never"',
      'mx partner.tld:25 starttls trusted',
      plan('partner.tld', [{ actions: [check('trusted')] }, { actions: [starttls('never')] }]),
    ],
    [
      'with the check of a rule before that of the target',
      'mail.local.tld:25 starttls name',
      plan('local.tld', [{ actions: [check('name', { name: 'x.tld' })] }]),
    ],
    [
      'to another host, under the TLS of the local domain but not its check',
      'mx.partner.tld:25 starttls trusted-and-host-name',
      plan('local.tld', [{ actions: [host(partner)] }]),
    ],
    [
      'unless the rule is for others',
      'mail.local.tld:25 starttls trusted',
      plan('local.tld', [{ conditions: [relaying(true)], actions: [host(partner), ssl] }]),
    ],
    [
      'by the first rule for each setting',
      'a.tld:25 starttls trusted-and-host-name',
      plan('partner.tld', [{ actions: [host({ host: 'a.tld', port: null })] }, { actions: [host(partner), starttls('required')] }]),
    ],
    [
      'not by a monitored rule',
      'mx partner.tld:25 opportunistic',
      plan('partner.tld', [{ mode: 'monitor', actions: [host(partner), ssl] }]),
    ],
    [
      'not beyond a rule that stops',
      'mx partner.tld:25 opportunistic',
      plan('partner.tld', [{ actions: [['smtp.action', { outcome: 'accept' }]], stop: true }, { actions: [ssl] }]),
    ],
  ])('%s: %s', (_, expected, result) => {
    expect(inShort(result)).toBe(expected);
  });

  it('says which rules decided what', () => {
    const result = plan('partner.tld', [{ actions: [host(partner)] }, { actions: [ssl] }]);
    expect(result).toMatchObject({
      decidedBy: [
        { name: 'r1', order: 1, setting: 'relayHost' },
        { name: 'r2', order: 2, setting: 'relayEncryption' },
      ],
    });
  });

  it('says which monitored rules would have set what', () => {
    const result = plan('partner.tld', [
      { mode: 'monitor', actions: [ssl] },
      { actions: [host(partner)] },
      { mode: 'monitor', conditions: [to('other.tld')], actions: [ssl] },
      { mode: 'monitor', actions: [['smtp.action', { outcome: 'reject' }]] },
    ]);
    expect(result).toMatchObject({ matched: [{ name: 'r1', order: 1, mode: 'monitor', settings: ['relayEncryption'] }] });
  });

  it('has one key for deliveries that may share a connection, and only for those', () => {
    const key = (...args: Parameters<typeof plan>) => keyOf(plan(...args));
    const viaPartner = (...actions: NonNullable<ShortRule['actions']>) => [{ actions: [host(partner), ...actions] }];
    expect(key('one.tld', viaPartner(ssl))).toBe(key('two.tld', viaPartner(ssl)));
    expect(key('one.tld', viaPartner(ssl))).not.toBe(key('one.tld', viaPartner(ssl, check('trusted'))));
    expect(key('one.tld', viaPartner(ssl))).not.toBe(key('one.tld', viaPartner(ssl, check('dane'))));
    expect(key('one.tld', viaPartner(ssl))).not.toBe(key('one.tld', viaPartner(ssl, profile('rfc-9325'))));
    expect(key('one.tld', viaPartner(ssl))).not.toBe(key('one.tld', viaPartner(ssl, from('192.0.2.7'))));
    expect(key('one.tld', viaPartner(ssl, from('192.0.2.7')))).toBe(key('two.tld', viaPartner(ssl), { sourceAddress: '192.0.2.7' }));
    expect(key('one.tld', viaPartner(ssl))).not.toBe(key('one.tld', viaPartner()));
    expect(key('one.tld')).not.toBe(key('two.tld'));
  });

  it('waits where the routing depends on a look-up that failed or a fact that was not recorded', () => {
    const rules = [
      rule({ name: 'net', conditions: [['connection.remote-ip', { operator: 'is', networks: ['192.0.2.0/24'] }]], actions: [ssl] }),
    ];
    const compiled = compilePolicy(policyOf({ rules }));
    const { 'connection.remoteIp': _, ...unrecorded } = facts('partner.tld');
    expect(planDelivery(compiled, { ...unrecorded, 'connection.remoteIp': { lookupFailed: 'time-out' } })).toMatchObject({
      kind: 'undetermined',
      reason: 'rule "net": look-up failed: time-out',
    });
    expect(planDelivery(compiled, unrecorded)).toMatchObject({
      kind: 'undetermined',
      reason: 'rule "net" needs a fact that was not recorded',
    });
    expect(planDelivery(compilePolicy(policyOf({})), facts(null))).toMatchObject({ kind: 'undetermined' });
  });
});
