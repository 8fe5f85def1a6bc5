import { describe, expect, it } from 'vitest';
import { type CertificateCheck, demandedLevel, TLS_LEVELS, type TlsDemand } from '@/lib/mail/tls-level';
import type { RoutingSettings } from '@/lib/policy/basic-settings';
import { compilePolicy } from '@/lib/policy/compile';
import type { Facts } from '@/lib/policy/facts';
import type { RelayTarget } from '@/lib/policy/relay-target';
import { type NextHop, planDelivery } from '@/lib/routing/plan-delivery';
import { policyOf, relaying, rule, type ShortRule, to } from '../policy/rules';

function facts(domain: string | null): Facts {
  return {
    'time.now': '2026-11-24T06:30:00.000Z',
    'connection.remoteIp': '192.0.2.7',
    'connection.encrypted': true,
    'session.authenticatedUser': null,
    'envelope.sender': 'a@sender.tld',
    'envelope.senderDomain': 'sender.tld',
    'recipient.address': domain === null ? 'postmaster' : `b@${domain}`,
    'recipient.domain': domain,
    'recipient.relayed': domain !== 'local.tld' && domain !== null,
    'message.size': 100,
  };
}

const LOCAL: RelayTarget = {
  hosts: [{ host: 'mail.local.tld', port: null }],
  encryption: 'starttls',
  certificateCheck: { kind: 'trusted' },
};
const SMART: RelayTarget = { hosts: [{ host: 'smart.tld', port: 2525 }], encryption: 'opportunistic', certificateCheck: null };

function plan(domain: string | null, rules: readonly ShortRule[] = [], routing: Partial<RoutingSettings> = {}, deliverTo = LOCAL) {
  const policy = policyOf({
    rules: rules.map((short, i) => rule({ name: `r${i + 1}`, ...short })),
    localDomains: [{ domain: 'local.tld', deliverTo }],
    routing,
  });
  return planDelivery(compilePolicy(policy), facts(domain));
}

/** `mail.local.tld:25 starttls trusted`. */
function inShort(result: ReturnType<typeof plan>): string {
  if (result.kind === 'undetermined') return `undetermined: ${result.reason}`;
  return routeInShort(result);
}

function routeInShort({ nextHop, demand }: { readonly nextHop: NextHop; readonly demand: TlsDemand }): string {
  const hop =
    nextHop.kind === 'mx' ? `mx ${nextHop.domain}:${nextHop.port}` : nextHop.hosts.map(({ host, port }) => `${host}:${port}`).join(',');
  const more = 'check' in demand ? [...checkInShort(demand.check), ...(demand.profile === 'compatible' ? [] : [demand.profile])] : [];
  return [hop, demand.startsWith, ...more].join(' ');
}

function checkInShort(given: CertificateCheck): string[] {
  return given.kind === 'fingerprint' ? [given.kind, given.sha256.slice(0, 3)] : [given.kind];
}

const host = (...hosts: { host: string; port: number | null }[]) => ['relay.host', { to: 'hosts', hosts }] as const;
const ssl = ['relay.ssl-encryption', { ssl: true }] as const;
const starttls = (use: string) => ['relay.starttls', { use }] as const;
const check = (kind: string, more = {}) => ['relay.certificate-check', { kind, ...more }] as const;
const profile = (name: string) => ['relay.tls-profile', { profile: name }] as const;
const whenTlsFails = (parameters: object) => ['relay.when-tls-fails', { ...parameters }] as const;
const other = { next: 'other-route', hosts: [{ host: 'other.tld', port: null }], encryption: 'implicit' };
const partner = { host: 'mx.partner.tld', port: null };

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

  it.each<[string, string, ReturnType<typeof plan>]>([
    ['is tried again', 'retry', plan('partner.tld', [{ actions: [ssl] }])],
    ['is returned', 'return', plan('partner.tld', [{ actions: [ssl, whenTlsFails({ next: 'return' })] }])],
    ['is returned by the settings', 'return', plan('partner.tld', [{ actions: [ssl] }], { tlsFailure: { next: 'return' } })],
    ['cannot come about where nothing is demanded', 'retry', plan('partner.tld', [{ actions: [whenTlsFails({ next: 'return' })] }])],
    [
      'goes another way under the same demand',
      'other.tld:465 implicit trusted-and-host-name rfc-9325',
      plan('partner.tld', [{ actions: [starttls('required'), profile('rfc-9325'), whenTlsFails(other)] }]),
    ],
    [
      'goes another way that is for another name',
      'other.tld:465 implicit trusted-and-host-name',
      plan('partner.tld', [{ actions: [ssl, check('name', { name: 'x.tld' }), whenTlsFails(other)] }]),
    ],
    [
      'goes another way to the same certificate',
      'other.tld:465 implicit fingerprint aaa',
      plan('partner.tld', [{ actions: [ssl, check('fingerprint', { sha256: 'a'.repeat(64) }), whenTlsFails(other)] }]),
    ],
    [
      'goes another way to another certificate',
      'other.tld:465 implicit fingerprint bbb',
      plan('partner.tld', [
        { actions: [ssl, check('fingerprint', { sha256: 'a'.repeat(64) }), whenTlsFails({ ...other, sha256: 'b'.repeat(64) })] },
      ]),
    ],
    [
      'goes another way that DANE confirms, whatever fingerprint is given',
      'other.tld:465 implicit dane',
      plan('partner.tld', [{ actions: [ssl, check('dane'), whenTlsFails({ ...other, sha256: 'b'.repeat(64) })] }]),
    ],
  ])('what meets no demanded TLS %s: %s', (_, expected, result) => {
    const failure = result.kind === 'plan' ? result.tlsFailure : null;
    expect(failure?.next === 'other-route' ? routeInShort(failure) : failure?.next).toBe(expected);
  });

  it('never demands less of another route', () => {
    const checks = [
      ...['encrypted-only', 'trusted', 'trusted-and-host-name', 'dane'].map((kind) => check(kind)),
      check('name', { name: 'x.tld' }),
    ];
    for (const demanded of [...checks, check('fingerprint', { sha256: 'a'.repeat(64) })]) {
      for (const sha256 of [null, 'b'.repeat(64)]) {
        const result = plan('partner.tld', [{ actions: [ssl, demanded, profile('rfc-9325'), whenTlsFails({ ...other, sha256 })] }]);
        if (result.kind !== 'plan' || result.tlsFailure.next !== 'other-route') throw new Error('no other route');
        const { demand } = result.tlsFailure;
        expect(TLS_LEVELS.indexOf(demandedLevel(demand))).toBeGreaterThanOrEqual(TLS_LEVELS.indexOf(demandedLevel(result.demand)));
        expect(demand).toMatchObject({ profile: 'rfc-9325' });
      }
    }
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

  it('has one key for deliveries that may share a connection, and only for those', () => {
    const key = (...args: Parameters<typeof plan>) => {
      const result = plan(...args);
      return result.kind === 'plan' ? result.key : null;
    };
    const viaPartner = (...actions: NonNullable<ShortRule['actions']>) => [{ actions: [host(partner), ...actions] }];
    expect(key('one.tld', viaPartner(ssl))).toBe(key('two.tld', viaPartner(ssl)));
    expect(key('one.tld', viaPartner(ssl))).not.toBe(key('one.tld', viaPartner(ssl, check('trusted'))));
    expect(key('one.tld', viaPartner(ssl))).not.toBe(key('one.tld', viaPartner(ssl, check('dane'))));
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
