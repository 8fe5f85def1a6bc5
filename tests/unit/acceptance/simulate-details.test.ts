import { describe, expect, test } from 'vitest';
import { simulate } from '@/lib/acceptance/simulate';
import { formatReply } from '@/lib/mail/reply';
import { compilePolicy } from '@/lib/policy/compile';
import { exampleMailSchema, factsOfExample, recipientsOfExample } from '@/lib/policy/example-mail';
import { policyOf, rule, type ShortRule } from '../policy/rules';

// Every detail that can be entered reaches the condition that reads it.

type Part = NonNullable<ShortRule['conditions']>[number];

const LOCAL = [
  {
    domain: 'local.tld',
    deliverTo: {
      hosts: [{ host: 'mail.local.tld', port: null }],
      encryption: 'opportunistic' as const,
      certificateCheck: null,
      authentication: null,
    },
  },
];

function simulated(rules: readonly ShortRule[], details: Record<string, unknown>, encryption = 'starttls') {
  const compiled = compilePolicy(policyOf({ rules: rules.map(rule), localDomains: LOCAL }));
  const example = exampleMailSchema.parse({
    client: '192.0.2.7',
    encryption,
    user: '',
    sender: 'someone@mydomain.tld',
    recipients: ['you@local.tld', 'they@local.tld'],
    size: 10_000,
    time: '2026-11-24T06:30:00Z',
    details,
  });
  const facts = factsOfExample(example, compiled);
  return simulate(compiled, { facts, implicitTls: encryption === 'implicit', recipients: recipientsOfExample(example) });
}

const fateOf = (condition: Part, details: Record<string, unknown>, encryption?: string) =>
  simulated([{ conditions: [condition] }], details, encryption).recipients[0]?.fate;

describe('a rule that rejects by one condition', () => {
  const SHA256 = 'ab'.repeat(32);
  test.each<[string, Part, Record<string, unknown>]>([
    ['TLS version', ['connection.tls-version', { operator: 'below', version: 'TLSv1.3' }], { tlsVersion: 'TLSv1.2' }],
    ['TLS cipher', ['connection.tls-cipher', { operator: 'contains', texts: ['cbc'] }], { tlsCipher: 'TLS_RSA_WITH_AES_128_CBC_SHA' }],
    ['verified', ['connection.client-certificate', { test: 'verified' }], { certificate: 'verified' }],
    [
      'name',
      ['connection.client-certificate', { test: 'name', names: ['mx.a.tld'] }],
      { certificate: 'verified', certificateNames: ['MX.a.tld'] },
    ],
    [
      'fingerprint',
      ['connection.client-certificate', { test: 'fingerprint', fingerprints: [SHA256] }],
      { certificate: 'unverified', certificateSha256: SHA256.toUpperCase() },
    ],
    ['listener', ['connection.listener', { operator: 'is', texts: ['submission'] }], { listener: 'submission' }],
    ['local IP', ['connection.local-ip', { operator: 'is', networks: ['192.0.2.25'] }], { localIp: '192.0.2.25' }],
    ['local port', ['connection.local-port', { operator: 'is', number: 26 }], { localPort: 26 }],
    ['EHLO name', ['session.ehlo-name', { operator: 'is', texts: ['mx.a.tld'] }], { ehloName: 'MX.a.tld' }],
    ['ESMTP', ['session.uses-esmtp', { esmtp: false }], { esmtp: false }],
    ['messages', ['session.messages', { operator: 'greater-than', number: 2 }], { messages: 3 }],
    ['bytes', ['session.bytes', { operator: 'greater-than', size: 1000 }], { bytes: 1001 }],
    ['declared size', ['message.declared-size', { operator: 'greater-than', size: 10_000 }], { declaredSize: 10_001 }],
    [
      'header',
      ['message.header', { name: 'Subject', operator: 'is', texts: ['grüße dich'] }],
      { headers: 'SUBJECT: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\n dich' },
    ],
    ['From domain', ['message.from-domain', { operator: 'is', domains: ['other.tld'] }], { headers: 'From: "x" <a@Other.TLD>' }],
    ['Received', ['message.received-headers', { operator: 'is', number: 2 }], { headers: 'Received: a\r\nReceived: b\r\n' }],
    ['more Received', ['message.received-headers', { operator: 'is', number: 7 }], { receivedHeaders: 7 }],
  ])('on %s', (_, condition, details) => {
    expect(fateOf(condition, details)).toBe('refused');
    expect(fateOf(condition, {})).toBe('delivered');
  });

  test('nothing of TLS counts without TLS', () => {
    const details = { tlsVersion: 'TLSv1.3', certificate: 'verified' };
    expect(fateOf(['connection.client-certificate', { test: 'verified' }], details, 'none')).toBe('delivered');
    expect(fateOf(['connection.tls-version', { operator: 'below', version: 'TLSv1.2' }], details, 'none')).toBe('refused');
  });

  test('recipients are counted as they are accepted', () => {
    expect(fateOf(['recipient.count', { operator: 'is', number: 2 }], {})).toBe('refused');
    expect(fateOf(['recipient.count', { operator: 'is', number: 1 }], {})).toBe('delivered');
  });
});

test.each<[string, Record<string, unknown>, string]>([
  ['the first attempt', { waited: 0 }, '450 4.7.1 Greylisted, please try again in 5 minutes (rule "rule")'],
  ['one too early', { waited: 299 }, '450 4.7.1 Greylisted, please try again in 1 second (rule "rule")'],
  ['one after the delay', { waited: 300 }, '250 2.0.0 Ok'],
  ['one of which nothing is said', {}, '250 2.0.0 Ok'],
])('greylisting: %s', (_, details, reply) => {
  const { recipients } = simulated([{ actions: [['smtp.greylist', { delay: 300 }]] }], details);
  expect(recipients.map((recipient) => formatReply(recipient.reply))).toEqual([reply, reply]);
});

test('a longer delay than any counts as waited for, if nothing is said', () => {
  const { recipients } = simulated([{ actions: [['smtp.greylist', { delay: 86_400 }]] }], {});
  expect(recipients[0]?.fate).toBe('delivered');
});

test('the message is refused for its Received headers as the worker would', () => {
  const [recipient] = simulated([], { receivedHeaders: 101 }).recipients;
  expect(recipient).toMatchObject({ fate: 'refused', reply: { code: 554, enhanced: '5.4.6' } });
});

test.each<[string, Part, Record<string, unknown>]>([
  ['attempt', ['queue.attempt-number', { operator: 'greater-than', number: 1 }], { attempt: 2 }],
  ['time in queue', ['queue.time-in-queue', { operator: 'longer-than', duration: 3600 }], { age: 3601 }],
  ['last error', ['queue.last-error-was-tls', { tls: true }], { lastErrorWasTls: true }],
])('the next hop depends on the %s', (_, condition, details) => {
  const other: ShortRule = {
    conditions: [condition],
    actions: [['relay.host', { to: 'hosts', hosts: [{ host: 'other.tld', port: 25 }] }]],
  };
  const hop = (given: Record<string, unknown>) => simulated([other], given).recipients[0]?.plan;
  expect(hop(details)).toMatchObject({ nextHop: { hosts: [{ host: 'other.tld' }] } });
  expect(hop({})).toMatchObject({ nextHop: { hosts: [{ host: 'mail.local.tld' }] } });
});

test.each([
  [{ headers: 'no header' }, 'headers.invalid'],
  [{ attempt: 0 }, 'number.too-small'],
  [{ localPort: 70_000 }, 'port.range'],
  [{ localIp: 'host' }, 'ip.invalid'],
  [{ certificateSha256: 'ab' }, 'fingerprint.invalid'],
])('refuses %j', (details, code) => {
  const parsed = exampleMailSchema.shape.details.safeParse(details);
  expect(parsed.success ? [] : parsed.error.issues.map(({ message }) => message)).toContain(code);
});
