import { describe, expect, it } from 'vitest';
import { compilePolicy } from '@/lib/policy/compile';
import { findLocalDomain } from '@/lib/routing/local-domains';
import { permissionByRule, relayPermission } from '@/lib/routing/relay-permission';
import { answer, policyOf, rule } from '../policy/rules';

const deliverTo = {
  hosts: [{ host: 'mail.local.tld', port: null }],
  encryption: 'starttls' as const,
  certificateCheck: null,
  authentication: null,
};
const compiled = compilePolicy(
  policyOf({
    rules: [rule({ name: 'everything', actions: [answer('accept')] })],
    localDomains: [{ domain: 'local.tld', deliverTo }],
    routing: { relayNetworks: ['192.0.2.0/24', '2001:db8::/32'] },
  }),
);

describe('who may send to whom', () => {
  it.each([
    ['a stranger to a local domain', 'local.tld', '198.51.100.1', null, 'local'],
    ['a stranger to another domain', 'other.tld', '198.51.100.1', null, 'denied'],
    ['a stranger to a domain under a local one', 'sub.local.tld', '198.51.100.1', null, 'denied'],
    ['a stranger to an address literal', '[192.0.2.7]', '198.51.100.1', null, 'denied'],
    ['a stranger to the postmaster', null, '198.51.100.1', null, 'local'],
    ['a relay network to another domain', 'other.tld', '192.0.2.7', null, 'relay'],
    ['a relay network by its mapped address', 'other.tld', '::ffff:192.0.2.7', null, 'relay'],
    ['a relay network of IPv6', 'other.tld', '2001:db8::7', null, 'relay'],
    ['a user to another domain', 'other.tld', '198.51.100.1', 'alice', 'relay'],
    ['a user to a local domain', 'local.tld', '198.51.100.1', 'alice', 'local'],
  ])('%s', (_, recipientDomain, remoteIp, authenticatedUser, expected) => {
    expect(relayPermission(compiled, { recipientDomain, remoteIp, authenticatedUser })).toBe(expected);
  });

  it('without local domains is nobody, not even to the postmaster', () => {
    const empty = compilePolicy(policyOf({}));
    expect(relayPermission(empty, { recipientDomain: null, remoteIp: '192.0.2.7', authenticatedUser: null })).toBe('denied');
    expect(findLocalDomain(empty, 'local.tld')).toBeNull();
  });
});

describe('what a rule makes of it', () => {
  it.each([
    ['local', null, null, 'local'],
    ['local', 'anyone', null, 'local'],
    ['local', 'authenticated', null, 'sign-in-first'],
    ['local', 'authenticated', 'alice', 'local'],
    ['local', 'nobody', 'alice', 'denied'],
    ['denied', null, null, 'denied'],
    ['denied', 'anyone', null, 'relay'],
    ['denied', 'authenticated', null, 'denied'],
    ['denied', 'nobody', null, 'denied'],
    ['relay', null, null, 'relay'],
    ['relay', 'anyone', null, 'relay'],
    ['relay', 'authenticated', null, 'sign-in-first'],
    ['relay', 'authenticated', 'alice', 'relay'],
    ['relay', 'nobody', 'alice', 'denied'],
  ] as const)('%s, "%s" says the rule, user %s: %s', (permission, senders, user, expected) => {
    expect(permissionByRule(permission, senders, user)).toBe(expected);
  });
});
