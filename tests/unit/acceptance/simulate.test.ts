import { expect, test } from 'vitest';
import { type Simulation, simulate } from '@/lib/acceptance/simulate';
import { formatReply } from '@/lib/mail/reply';
import { compilePolicy } from '@/lib/policy/compile';
import { exampleMailSchema, factsOfExample, recipientsOfExample } from '@/lib/policy/example-mail';
import { answer, encrypted, from, larger, policyOf, relaying, rule, type ShortRule, to, toAddress } from '../policy/rules';

const LOCAL = ['local.tld', 'other.tld'].map((domain) => ({
  domain,
  deliverTo: {
    hosts: [{ host: 'mail.local.tld', port: null }],
    encryption: 'opportunistic' as const,
    certificateCheck: null,
    authentication: null,
  },
}));

const FORCED_IN: ShortRule = { name: 'forced in', conditions: [from('mydomain.tld'), encrypted(false)] };
const FORCED_OUT: ShortRule = {
  name: 'forced out',
  conditions: [relaying(true), to('partner.tld')],
  actions: [
    ['relay.host', { to: 'hosts', hosts: [{ host: 'mx.partner.tld', port: 465 }] }],
    ['relay.ssl-encryption', { ssl: true }],
  ],
};

function simulated(rules: readonly ShortRule[], mail: Record<string, unknown> = {}): Simulation {
  const compiled = compilePolicy(policyOf({ rules: rules.map(rule), localDomains: LOCAL, routing: { relayNetworks: ['192.0.2.0/24'] } }));
  const example = exampleMailSchema.parse({
    client: '192.0.2.7',
    encryption: 'none',
    user: '',
    sender: 'someone@mydomain.tld',
    recipients: ['you@local.tld'],
    size: 10_000,
    time: '2026-11-24T06:30:00Z',
    ...mail,
  });
  return simulate(compiled, {
    facts: factsOfExample(example, compiled),
    implicitTls: example.encryption === 'implicit',
    recipients: recipientsOfExample(example),
  });
}

/** "mail: 550 5.7.10 ...", "rcpt you@local.tld: 250 ..." */
function said({ steps }: Simulation): string[] {
  return steps.map(({ stage, recipient, reply }) => `${stage}${recipient === null ? '' : ` ${recipient}`}: ${reply && formatReply(reply)}`);
}

const fates = ({ recipients }: Simulation) => recipients.map(({ address, fate }) => `${address} ${fate}`);

test('plain mail of a domain with forced TLS ends at MAIL FROM, with the reply of the rule', () => {
  const simulation = simulated([FORCED_IN]);
  expect(said(simulation)).toEqual([
    'connect: null',
    'mail: 550 5.7.10 Encryption needed: mail from mydomain.tld is accepted only over TLS (rule "forced in")',
  ]);
  expect(fates(simulation)).toEqual(['you@local.tld refused']);
});

test('encrypted mail goes through every stage, each with what was known then', () => {
  const simulation = simulated([FORCED_IN], { encryption: 'starttls' });
  expect(said(simulation)).toEqual([
    'connect: null',
    'mail: 250 2.1.0 Sender ok',
    'rcpt you@local.tld: 250 2.1.5 Recipient ok',
    'data you@local.tld: 250 2.0.0 Ok',
  ]);
  expect(fates(simulation)).toEqual(['you@local.tld delivered']);
});

test('with implicit TLS encryption is known when the connection opens', () => {
  const only: ShortRule = { conditions: [encrypted(true)] };
  expect(said(simulated([only], { encryption: 'implicit' }))).toEqual(['connect: 554 5.7.1 Refused by policy (rule "rule")']);
  expect(said(simulated([only], { encryption: 'starttls' })).at(-1)).toMatch(/^mail: 550/);
});

test('a rule above that still waits lets mail to the postmaster through, and it alone', () => {
  const rules = [{ name: 'postmaster', conditions: [toAddress('postmaster@local.tld')], actions: [answer('accept')] }, FORCED_IN];
  const simulation = simulated(rules, { recipients: ['postmaster@local.tld', 'you@local.tld'] });
  expect(fates(simulation)).toEqual(['postmaster@local.tld delivered', 'you@local.tld refused']);
  expect(simulation.steps[1]?.decision?.settings.verdict).toMatchObject({ state: 'open', heldBy: { name: 'postmaster' } });
});

test('recipients that later facts could tell apart are asked for one by one', () => {
  const simulation = simulated([{ conditions: [to('local.tld'), larger(1_000_000)] }], {
    recipients: ['you@local.tld', 'you@other.tld', 'they@local.tld'],
  });
  expect(fates(simulation)).toEqual(['you@local.tld delivered', 'you@other.tld put-off', 'they@local.tld delivered']);
  expect(said(simulation)[3]).toMatch(/^rcpt you@other\.tld: 452 4\.5\.3/);
});

test('a stranger may not relay, whatever the rules say', () => {
  const simulation = simulated([{ actions: [answer('accept')] }], { client: '198.51.100.1', recipients: ['you@partner.tld'] });
  expect(said(simulation).at(-1)).toBe('rcpt you@partner.tld: 550 5.7.1 Relaying denied');
});

test('mail that leaves shows its next hop and what TLS must prove', () => {
  const [recipient] = simulated([FORCED_OUT], { recipients: ['you@partner.tld'] }).recipients;
  expect(recipient?.plan).toMatchObject({
    nextHop: { kind: 'hosts', hosts: [{ host: 'mx.partner.tld', port: 465 }] },
    demand: { startsWith: 'implicit', check: { kind: 'trusted-and-host-name' } },
  });
});

test('mail that is dropped goes nowhere, mail that is held shows where it would go', () => {
  const dropped = simulated([{ actions: [answer('discard')] }]).recipients[0];
  const held = simulated([{ actions: [answer('hold')] }]).recipients[0];
  expect([dropped?.fate, dropped?.plan]).toEqual(['discarded', null]);
  expect([held?.fate, held?.plan?.kind]).toEqual(['held', 'plan']);
});

test('a message above the limit is refused for all', () => {
  expect(said(simulated([], { size: 1_000_000_000 })).at(-1)).toBe('mail: 552 5.3.4 The message is too large');
});

test('what a rule says to the client in the greeting and after EHLO is shown', () => {
  const rule: ShortRule = {
    actions: [
      ['smtp.banner', { text: 'hello %client%' }],
      ['esmtp.offer-starttls', { offer: false }],
      ['esmtp.offer-dsn', { offer: false }],
    ],
  };
  const { steps } = simulated([rule, FORCED_IN]);
  expect(steps.map(({ stage, says }) => `${stage}: ${says.join(' ')}`)).toEqual([
    'connect: hello 192.0.2.7',
    'ehlo: PIPELINING 8BITMIME SMTPUTF8 CHUNKING',
    'mail: ',
  ]);
  expect(steps.at(-1)?.reply).toMatchObject({ code: 451, enhanced: '4.7.0' });
});
