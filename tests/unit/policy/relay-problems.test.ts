import { describe, expect, it } from 'vitest';
import { ruleDraftSchema } from '@/lib/policy/parse-rule';
import { draft, type ShortRule } from './rules';

const signIn = ['relay.authentication', { user: 'me', password: { kind: 'typed', text: 'secret' } }] as const;

function problems(short: ShortRule): string[] {
  const parsed = ruleDraftSchema.safeParse(draft(short));
  return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
}

describe('relay actions that contradict one another', () => {
  it.each<[string, ShortRule, string[]]>([
    [
      'a certificate check without SSL',
      {
        actions: [
          ['relay.ssl-encryption', { ssl: false }],
          ['relay.certificate-check', { kind: 'trusted' }],
        ],
      },
      ['actions.1: actions.check-without-encryption'],
    ],
    [
      'a certificate check without STARTTLS',
      {
        actions: [
          ['relay.certificate-check', { kind: 'trusted' }],
          ['relay.starttls', { use: 'never' }],
        ],
      },
      ['actions.0: actions.check-without-encryption'],
    ],
    [
      'a TLS profile without TLS',
      {
        actions: [
          ['relay.tls-profile', { profile: 'rfc-9325' }],
          ['relay.starttls', { use: 'if-available' }],
        ],
      },
      ['actions.0: actions.profile-without-encryption'],
    ],
    [
      'what to do when TLS fails, without TLS',
      {
        actions: [
          ['relay.starttls', { use: 'never' }],
          ['relay.when-tls-fails', { next: 'return' }],
        ],
      },
      ['actions.1: actions.tls-failure-without-encryption'],
    ],
    [
      'a password without TLS',
      { actions: [['relay.ssl-encryption', { ssl: false }], signIn] },
      ['actions.1: authentication.needs-encryption'],
    ],
    ['a password for an MX', { actions: [['relay.host', { to: 'mx' }], signIn] }, ['actions.1: authentication.needs-host']],
    [
      'a password that was not typed',
      { actions: [['relay.authentication', { user: 'me', password: { kind: 'typed', text: '' } }]] },
      ['actions.0.parameters.password.text: text.empty'],
    ],
    [
      'an IPv6 address to send from to IPv4 addresses',
      {
        actions: [
          ['relay.host', { to: 'hosts', hosts: [{ host: '192.0.2.1' }, { host: '192.0.2.2' }] }],
          ['relay.source-address', { address: '2001:db8::1' }],
        ],
      },
      ['actions.1: source-address.other-family'],
    ],
    [
      'an address to send from that is none',
      { actions: [['relay.source-address', { address: 'eth0' }]] },
      ['actions.0.parameters.address: ip.invalid'],
    ],
    [
      'an address that stands for any',
      { actions: [['relay.source-address', { address: '0.0.0.0' }]] },
      ['actions.0.parameters.address: ip.invalid'],
    ],
    [
      'another route without a host',
      { actions: [['relay.when-tls-fails', { next: 'other-route', hosts: [], encryption: 'implicit' }]] },
      ['actions.0.parameters.hosts: hosts.empty'],
    ],
    [
      'another route in clear',
      { actions: [['relay.when-tls-fails', { next: 'other-route', hosts: [{ host: 'b.tld' }], encryption: 'opportunistic' }]] },
      ['actions.0.parameters.encryption: value.invalid'],
    ],
    [
      'DANE for another route that is named by its address',
      {
        actions: [
          ['relay.certificate-check', { kind: 'dane' }],
          ['relay.when-tls-fails', { next: 'other-route', hosts: [{ host: '192.0.2.1' }], encryption: 'implicit' }],
        ],
      },
      ['actions.1: check.dane-needs-name'],
    ],
    [
      'DANE for a host that is named by its address',
      {
        actions: [
          ['relay.certificate-check', { kind: 'dane' }],
          ['relay.host', { to: 'hosts', hosts: [{ host: '192.0.2.1', port: null }] }],
        ],
      },
      ['actions.0: check.dane-needs-name'],
    ],
  ])('are refused: %s', (_, short, expected) => {
    expect(problems(short)).toEqual(expected);
  });
});
