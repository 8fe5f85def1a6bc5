import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CertificateCheck, demandedLevel, TLS_LEVELS, type TlsDemand } from '@/lib/mail/tls-level';
import { overrideRoute, type RouteOverride } from '@/lib/routing/route-override';
import type { ShortRule } from '../policy/rules';
import { policyOf } from '../policy/rules';
import { check, host, plan, profile, routeInShort, ssl, starttls } from './plans';

type Actions = NonNullable<ShortRule['actions']>;

const { routing } = policyOf({});
const other = (given: Partial<RouteOverride> = {}): RouteOverride => ({
  hosts: [{ host: 'other.tld', port: null }],
  encryption: 'opportunistic',
  certificateCheck: null,
  ...given,
});

function planned(actions: Actions) {
  const result = plan('partner.tld', actions.length === 0 ? [] : [{ actions }]);
  if (result.kind !== 'plan') throw new Error(result.reason);
  return result;
}

const A = 'a'.repeat(64);
const B = 'b'.repeat(64);

describe('Mail that an administrator sends by another route', () => {
  it.each<[string, Actions, RouteOverride, string]>([
    ['as it pleases where nothing is demanded', [], other(), 'other.tld:25 opportunistic'],
    ['over TLS if STARTTLS was possible', [], other({ encryption: 'plaintext' }), 'other.tld:25 opportunistic'],
    ['in clear only where the policy says so too', [starttls('never')], other({ encryption: 'plaintext' }), 'other.tld:25 plaintext'],
    [
      'under a demand of its own',
      [],
      other({ encryption: 'implicit', certificateCheck: { kind: 'trusted' } }),
      'other.tld:465 implicit trusted',
    ],
    ['with TLS where it is demanded', [ssl, check('trusted')], other({ encryption: 'plaintext' }), 'other.tld:25 starttls trusted'],
    [
      'with the demanded check',
      [ssl, check('trusted')],
      other({ encryption: 'implicit', certificateCheck: { kind: 'encrypted-only' } }),
      'other.tld:465 implicit trusted',
    ],
    [
      'with a stricter check',
      [ssl, check('trusted')],
      other({ encryption: 'implicit', certificateCheck: { kind: 'fingerprint', sha256: B } }),
      'other.tld:465 implicit fingerprint bbb',
    ],
    [
      'for its own name',
      [ssl, check('name', { name: 'x.tld' })],
      other({ encryption: 'starttls' }),
      'other.tld:25 starttls trusted-and-host-name',
    ],
    [
      'to the pinned certificate',
      [ssl, check('fingerprint', { sha256: A })],
      other({ encryption: 'starttls', certificateCheck: { kind: 'trusted' } }),
      'other.tld:25 starttls fingerprint aaa',
    ],
    ['under the demanded profile', [ssl, check('trusted'), profile('rfc-9325')], other(), 'other.tld:25 starttls trusted rfc-9325'],
  ])('goes %s', (_, actions, override, expected) => {
    expect(routeInShort(overrideRoute(planned(actions), override, routing))).toBe(expected);
  });

  it('signs in nowhere, takes no further route, and names the rules that still count', () => {
    const way = { next: 'other-route', hosts: [{ host: 'third.tld', port: null }], encryption: 'implicit' };
    const before = planned([host({ host: 'mx.tld', port: null }), ssl, ['relay.when-tls-fails', way]]);
    const after = overrideRoute(before, other(), routing);
    expect(after).toMatchObject({ authentication: null, tlsFailure: { next: 'retry' } });
    expect(after.decidedBy.map(({ setting }) => setting)).toEqual(['relayEncryption', 'relayTlsFailure']);
    expect(overrideRoute(before, null, routing)).toBe(before);
  });

  it('is never protected less than the policy demands', () => {
    fc.assert(
      fc.property(demands, overrides, (demand, override) => {
        const after = overrideRoute({ ...planned([]), demand }, override, routing).demand;
        expect(rank(after)).toBeGreaterThanOrEqual(rank(demand));
        expect(TLS_LEVELS.indexOf(demandedLevel(after))).toBeGreaterThanOrEqual(TLS_LEVELS.indexOf(demandedLevel(demand)));
        if ('profile' in demand) expect(after).toMatchObject({ profile: demand.profile });
      }),
    );
  });
});

const checks = fc.constantFrom<CertificateCheck>(
  { kind: 'encrypted-only' },
  { kind: 'trusted' },
  { kind: 'trusted-and-host-name' },
  { kind: 'name', name: 'x.tld' },
  { kind: 'fingerprint', sha256: A },
  { kind: 'dane' },
);
const demands: fc.Arbitrary<TlsDemand> = fc.oneof(
  fc.constantFrom<TlsDemand>({ startsWith: 'plaintext' }, { startsWith: 'opportunistic' }),
  fc.record({ startsWith: fc.constantFrom('starttls', 'implicit'), check: checks, profile: fc.constantFrom('compatible', 'rfc-9325') }),
);
const overrides: fc.Arbitrary<RouteOverride> = fc.record({
  hosts: fc.constant([{ host: 'other.tld', port: null }]),
  encryption: fc.constantFrom('plaintext', 'opportunistic', 'starttls', 'implicit'),
  certificateCheck: fc.option(checks),
});

/** Plaintext, as offered, always. */
function rank({ startsWith }: TlsDemand): number {
  return { plaintext: 0, opportunistic: 1, starttls: 2, implicit: 2 }[startsWith];
}
