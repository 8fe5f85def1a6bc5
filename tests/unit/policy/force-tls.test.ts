import { describe, expect, test } from 'vitest';
import { describeRule } from '@/lib/policy/describe';
import { forceTlsRules, forceTlsSchema, proposedName } from '@/lib/policy/force-tls';

const both = {
  domain: 'Partner.Example.',
  mode: 'enforce',
  in: { name: 'partner in' },
  out: { name: 'partner out', nextHop: { to: 'mx' }, encryption: 'starttls', certificateCheck: null },
};

function inWords(wish: unknown): string[] {
  return forceTlsRules(forceTlsSchema.parse(wish)).map(({ rule }) => {
    const { conditions, actions } = describeRule(rule, 'en');
    return `${rule.name} (${rule.mode}): ${conditions} -> ${actions}`;
  });
}

function wrong(wish: unknown): string[] {
  const parsed = forceTlsSchema.safeParse(wish);
  return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
}

describe('the rules that force TLS for a domain', () => {
  test('refuse plain mail from it, and send mail to its MX over STARTTLS only', () => {
    expect(inWords(both)).toEqual([
      'partner in (enforce): Sender domain is partner.example and the connection is not encrypted -> reject 550 5.7.10',
      'partner out (enforce): The mail is relayed and recipient domain is partner.example -> relay to the MX of the recipient domain, relay with STARTTLS only',
    ]);
  });

  test('send to a host over SSL with the certificate check and TLS profile that were asked for', () => {
    const out = {
      name: 'out',
      nextHop: { to: 'hosts', hosts: [{ host: 'mx.partner.example', port: 465 }] },
      encryption: 'implicit',
      certificateCheck: { kind: 'name', name: 'mail.partner.example' },
      tlsProfile: 'bsi-tr-02102-2',
    };
    expect(inWords({ ...both, in: null, mode: 'monitor', out })).toEqual([
      'out (monitor): The mail is relayed and recipient domain is partner.example -> relay to mx.partner.example:465, relay over TLS from the first byte, demand a certificate from a trusted CA for mail.partner.example, demand TLS of the profile "BSI TR-02102-2"',
    ]);
  });

  test.each([
    ['no direction', { ...both, in: null, out: null }, ['in: value.missing']],
    ['a domain that is none', { ...both, domain: 'partner' }, ['domain: domain.invalid']],
    ['the same name twice', { ...both, in: { name: 'PARTNER OUT' } }, ['out.name: name.taken']],
    [
      'DANE for a host named by its address',
      {
        ...both,
        out: {
          ...both.out,
          nextHop: { to: 'hosts', hosts: [{ host: '192.0.2.1', port: null }] },
          certificateCheck: { kind: 'dane' },
        },
      },
      ['out.certificateCheck: check.dane-needs-name'],
    ],
    ['no host', { ...both, out: { ...both.out, nextHop: { to: 'hosts', hosts: [] } } }, ['out.nextHop.hosts: hosts.empty']],
  ])('are not made for %s', (_, wish, problems) => {
    expect(wrong(wish)).toEqual(problems);
  });
});

describe('the proposed name', () => {
  test.each([
    ['mydomain.tld', [], 'mydomain.tld_force_ssl_in'],
    ['mydomain.tld', ['mydomain.tld_force_ssl_in'], 'mydomain.tld_force_ssl_in_2'],
    ['MyDomain.tld', ['mydomain.tld_force_ssl_in', 'mydomain.tld_force_ssl_in_2'], 'MyDomain.tld_force_ssl_in_3'],
  ])('for %s beside %j is %s', (domain, taken, name) => {
    expect(proposedName(domain, 'in', new Set(taken))).toBe(name);
  });

  test('is never longer than a name may be', () => {
    expect(proposedName(`${'a'.repeat(63)}.tld`, 'out', new Set())).toHaveLength(64);
  });
});
