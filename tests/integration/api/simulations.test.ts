import { afterAll, beforeAll, expect, test } from 'vitest';
import { savedSchema } from '@/lib/api/contracts/rules';
import { type SimulationView, simulationViewSchema } from '@/lib/api/contracts/simulations';
import { type DnsServer, startDnsServer } from '../../support/dns-server';
import { type ConsoleUnderTest, startConsoleUnderTest, wrongValues } from './console-under-test';

let app: ConsoleUnderTest;
let rule1 = '';
let dns: DnsServer;
beforeAll(async () => {
  dns = await startDnsServer({
    '7.2.0.192.bl.tld': { a: ['127.0.0.2'] },
    '7.2.0.192.broken.tld': 'servfail',
    'mydomain.tld': { txt: ['v=spf1 -all'] },
  });
  process.env.DNS_SERVERS = dns.address;
  app = await startConsoleUnderTest();
  rule1 = savedSchema.parse((await app.api('POST', '/rules', { rule: FORCED_IN })).body).id;
  const deliverTo = { hosts: [{ host: 'mail.local.tld', port: 25 }], encryption: 'starttls', certificateCheck: { kind: 'trusted' } };
  expect((await app.api('POST', '/domains', { domain: 'local.tld', deliverTo })).status).toBe(201);
});
afterAll(async () => {
  await app.stop();
  await dns.stop();
});

const FORCED_IN = {
  name: 'force ssl in',
  mode: 'enforce',
  match: 'all',
  conditions: [
    { kind: 'condition', condition: 'delivery.sender-domain', parameters: { operator: 'is', domains: ['mydomain.tld'] } },
    { kind: 'condition', condition: 'connection.is-ssl', parameters: { encrypted: false } },
  ],
  actions: [{ action: 'smtp.action', parameters: { outcome: 'reject' } }],
};

const MAIL = {
  client: '192.0.2.7',
  encryption: 'none',
  user: '',
  sender: 'someone@mydomain.tld',
  recipients: ['you@local.tld'],
  size: 10_000,
  time: '2026-11-24T06:30:00Z',
};

async function simulation(body: unknown): Promise<SimulationView> {
  const answer = await app.api('POST', '/simulations', body);
  expect(answer.body).toMatchObject({ steps: expect.any(Array) });
  return simulationViewSchema.parse(answer.body);
}

test('says where mail is refused, by which rule and what each condition saw', async () => {
  const { steps, recipients } = await simulation({ mail: MAIL });
  expect(steps.at(-1)).toMatchObject({
    stage: 'mail',
    refused: true,
    reply: expect.stringMatching(/^550 5\.7\.10/),
    decision: {
      summary: 'Refused by rule 1 "force ssl in"',
      rules: [{ ruleId: rule1, conditions: [{ saw: 'mydomain.tld' }, { saw: 'not encrypted', outcome: 'true' }] }],
    },
  });
  expect(recipients).toMatchObject([{ address: 'you@local.tld', fate: 'refused', delivery: null }]);
});

test('says whom the rules would notify, and notifies nobody', async () => {
  const actions = [
    ...FORCED_IN.actions,
    { action: 'notify.email', parameters: { address: 'admin@local.tld', language: 'en', interval: 3600 } },
    { action: 'notify.webhook', parameters: { url: 'https://hooks.local.tld/secret', interval: 3600 } },
  ];
  const draft = { id: rule1, rule: { ...FORCED_IN, actions } };
  expect((await simulation({ mail: MAIL, draft })).notifications).toEqual([
    'Would notify admin@local.tld by e-mail, by rule 1 "force ssl in"',
    'Would call the webhook at hooks.local.tld, by rule 1 "force ssl in"',
  ]);
  expect((await simulation({ mail: { ...MAIL, encryption: 'starttls' }, draft })).notifications).toEqual([]);
  expect(await app.db.mailTransaction.count()).toBe(0);
});

test('says where mail goes next and what TLS must prove', async () => {
  const { recipients } = await simulation({ mail: { ...MAIL, encryption: 'starttls' } });
  expect(recipients).toMatchObject([
    {
      fate: 'delivered',
      delivery: { nextHop: 'mail.local.tld:25', demand: { sentence: 'STARTTLS, certificate of a trusted CA', level: 'trusted' } },
    },
  ]);
});

const onResults = (condition: string, parameters: unknown) => ({
  id: null,
  rule: { ...FORCED_IN, name: 'results', conditions: [{ kind: 'condition', condition, parameters }] },
});

test.each([
  ['checks.spf', { results: ['fail'] }, { spf: 'fail' }],
  ['checks.dkim', { results: ['none'] }, {}],
  ['checks.dmarc', { results: ['permerror'] }, { dmarc: 'permerror' }],
  ['checks.reverse-dns', { results: ['none'] }, { reverseDns: 'none' }],
  ['checks.block-list', { zone: 'bl.tld', listed: true }, { listedIn: ['BL.tld'] }],
  ['connection.remote-host-name', { operator: 'is', texts: ['mx.a.tld'] }, { hostName: 'mx.a.tld' }],
])('takes the results of look-ups as they are entered: %s', async (condition, parameters, results) => {
  const draft = onResults(condition, parameters);
  const encrypted = { ...MAIL, encryption: 'starttls' };
  expect((await simulation({ mail: { ...encrypted, results }, draft })).recipients).toMatchObject([{ fate: 'refused' }]);
  if (Object.keys(results).length > 0)
    expect((await simulation({ mail: encrypted, draft })).recipients).toMatchObject([{ fate: 'delivered' }]);
});

test('asks the DNS if it is told to, for what the rules need and nothing else', async () => {
  const encrypted = { ...MAIL, encryption: 'starttls', results: { listedIn: [], spf: 'pass' } };
  const fate = async (draft: unknown) => (await simulation({ mail: encrypted, lookUp: true, draft })).recipients[0]?.fate;
  dns.questions.length = 0;
  expect(await fate(null)).toBe('delivered');
  expect(dns.questions).toEqual([]);
  expect(await fate(onResults('checks.block-list', { zone: 'bl.tld', listed: true }))).toBe('refused');
  expect(dns.questions).toEqual(['A 7.2.0.192.bl.tld']);
  expect(await fate(onResults('checks.spf', { results: ['fail'] }))).toBe('refused');
  expect(await fate(onResults('checks.block-list', { zone: 'broken.tld', listed: true }))).toBe('put-off');
});

test('puts a draft in the place of its rule, and changes nothing', async () => {
  const draft = { id: rule1, rule: { ...FORCED_IN, mode: 'disabled' } };
  expect((await simulation({ mail: MAIL, draft })).recipients).toMatchObject([{ fate: 'delivered' }]);
  expect((await simulation({ mail: MAIL })).recipients).toMatchObject([{ fate: 'refused' }]);
});

test('puts a new rule above the one that it is to stand above, else at the end', async () => {
  const accept = { ...FORCED_IN, name: 'draft', actions: [{ action: 'smtp.action', parameters: { outcome: 'accept' } }] };
  const fateWith = async (before: string | null) =>
    (await simulation({ mail: MAIL, draft: { id: null, rule: accept, before } })).recipients[0]?.fate;
  expect(await fateWith(rule1)).toBe('delivered');
  expect(await fateWith(null)).toBe('refused');
});

test('names what is wrong with the mail or the draft', async () => {
  const mail = { ...MAIL, client: '192.0.2.0/24', sender: 'no address', recipients: [] };
  expect(wrongValues(await app.api('POST', '/simulations', { mail, draft: { id: null, rule: { ...FORCED_IN, actions: [] } } }))).toEqual([
    'mail.client: ip.invalid',
    'mail.sender: address.invalid',
    'mail.recipients: list.empty',
    'draft.rule.actions: actions.empty',
  ]);
});
