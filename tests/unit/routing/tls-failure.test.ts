import { describe, expect, it } from 'vitest';
import { demandedLevel, TLS_LEVELS } from '@/lib/mail/tls-level';
import type { DeliveryPlan } from '@/lib/routing/plan-delivery';
import { check, plan, profile, routeInShort, ssl, starttls } from './plans';

const whenTlsFails = (parameters: object) => ['relay.when-tls-fails', { ...parameters }] as const;
const other = { next: 'other-route', hosts: [{ host: 'other.tld', port: null }], encryption: 'implicit' };

describe('What is planned for the case that TLS fails', () => {
  it.each<[string, string, DeliveryPlan]>([
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
});
