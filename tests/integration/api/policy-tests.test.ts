import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { brokenTestsSchema } from '@/lib/api/contracts/broken-tests';
import { policyTestListSchema, savedTestSchema } from '@/lib/api/contracts/policy-tests';
import { savedSchema } from '@/lib/api/contracts/rules';
import { routingViewSchema } from '@/lib/api/contracts/settings';
import { simulationViewSchema } from '@/lib/api/contracts/simulations';
import { ruleDraft, saveSetup } from '@/tests/support/gateway-setup';
import { forcedTlsIn, forcedTlsOut } from '@/tests/support/rules';
import { type Answer, type ConsoleUnderTest, codeOf, startConsoleUnderTest, wrongValues } from './console-under-test';

let app: ConsoleUnderTest;
beforeAll(async () => {
  app = await startConsoleUnderTest();
  await saveSetup(app.db, { routing: { relayNetworks: ['10.0.0.0/8'] } });
});
afterAll(() => app.stop());

const PLAIN = {
  client: '10.0.0.1',
  encryption: 'none',
  user: '',
  sender: 'sales@partner.example',
  recipients: ['anna@elsewhere.example'],
  size: 10_000,
  time: null,
};
const REFUSED = { name: 'the partner must use TLS', mail: PLAIN, expected: { fate: 'refused', by: 'mail' } };
const ROUTED = {
  name: 'mail to the partner goes over TLS',
  mail: { ...PLAIN, sender: 'anna@company.example', recipients: ['bob@partner.example'] },
  expected: { fate: 'delivered', nextHop: { kind: 'hosts', hosts: [{ host: 'mx.partner.example', port: 465 }] }, tls: 'encrypted' },
};

let inbound: { id: string; version: string };
let outbound: { id: string; version: string };
let refused: string;
let routed: string;

/** The two rules for the partner, and a test of each. */
beforeEach(async () => {
  await app.db.policyItem.deleteMany({ where: { kind: 'rule' } });
  await app.db.$executeRaw`delete from policy_test`;
  inbound = await addRule(forcedTlsIn({ domain: 'partner.example' }));
  outbound = await addRule(forcedTlsOut({ domain: 'partner.example', host: 'mx.partner.example', port: 465 }));
  refused = await addTest(REFUSED);
  routed = await addTest(ROUTED);
});

async function addRule(rule: Parameters<typeof ruleDraft>[0]): Promise<{ id: string; version: string }> {
  return savedSchema.parse((await app.api('POST', '/rules', { rule: ruleDraft(rule) })).body);
}

async function addTest(body: unknown): Promise<string> {
  const answer = await app.api('POST', '/policy-tests', body);
  expect(answer.status).toBe(201);
  return savedTestSchema.parse(answer.body).id;
}

async function listed() {
  return policyTestListSchema.parse((await app.api('GET', '/policy-tests')).body).tests;
}

function broken(answer: Answer) {
  expect([answer.status, codeOf(answer)]).toEqual([422, 'breaks-tests']);
  return brokenTestsSchema.parse(answer.body).tests;
}

async function newest(): Promise<number> {
  return (await app.db.policyRevision.aggregate({ _max: { number: true } }))._max.number ?? 0;
}

describe('a test', () => {
  test('is listed with what the policy in force makes of it, in words', async () => {
    expect(await listed()).toMatchObject([
      {
        test: { name: ROUTED.name },
        isMet: true,
        outcome: { now: expect.stringMatching(/^Accepted, to mx\.partner\.example:465, TLS from the first byte/), rules: [{ order: 2 }] },
      },
      {
        test: { name: REFUSED.name, mail: { time: null } },
        isMet: true,
        outcome: { expected: 'Refused at MAIL FROM at the latest', now: expect.stringMatching(/^Refused at MAIL FROM: 550 5\.7\.10/) },
      },
    ]);
  });

  test('is proposed by the simulator as things are', async () => {
    const { body } = await app.api('POST', '/simulations', { mail: { ...ROUTED.mail, time: '2026-11-24T06:30:00Z' } });
    expect(simulationViewSchema.parse(body).recipients[0]?.expectation).toEqual({ ...ROUTED.expected, tls: 'name-verified' });
  });

  test('can be changed and deleted by whoever has seen it last', async () => {
    const renamed = { ...REFUSED, name: 'no plain mail from the partner' };
    expect((await app.api('PUT', `/policy-tests/${refused}`, { test: renamed, version: 1 })).status).toBe(200);
    expect(codeOf(await app.api('PUT', `/policy-tests/${refused}`, { test: REFUSED, version: 1 }))).toBe('conflict');
    expect(codeOf(await app.api('DELETE', `/policy-tests/${refused}?version=1`))).toBe('conflict');
    expect((await app.api('DELETE', `/policy-tests/${refused}?version=2`)).status).toBe(200);
    expect(codeOf(await app.api('DELETE', `/policy-tests/${refused}?version=2`))).toBe('not-found');
  });

  test('needs a name of its own and a mail that there can be', async () => {
    expect(wrongValues(await app.api('POST', '/policy-tests', { ...REFUSED, name: REFUSED.name.toUpperCase() }))).toEqual([
      'name: name.taken',
    ]);
    const expected = { fate: 'delivered', nextHop: { kind: 'hosts', hosts: [] }, tls: 'none' };
    expect(wrongValues(await app.api('POST', '/policy-tests', { name: '', mail: { ...PLAIN, recipients: [] }, expected }))).toEqual([
      'name: name.empty',
      'mail.recipients: list.empty',
      'expected.nextHop.hosts: hosts.empty',
    ]);
  });
});

describe('a save that would break a test', () => {
  const accept = {
    name: 'let everybody in',
    conditions: [],
    actions: [['smtp.action', { outcome: 'accept' }]],
  } satisfies Parameters<typeof ruleDraft>[0];

  test('changes nothing, and names the tests, what is expected, what would be, and who decides', async () => {
    const before = await newest();
    const tests = broken(await app.api('POST', '/rules', { rule: ruleDraft(accept), before: inbound.id }));
    expect(tests).toMatchObject([
      {
        id: refused,
        name: REFUSED.name,
        expected: 'Refused at MAIL FROM at the latest',
        now: expect.stringMatching(/^Accepted, to the MX/),
        rules: [{ name: 'let everybody in', order: 1 }],
      },
    ]);
    expect(await newest()).toBe(before);
  });

  test('is made when all broken tests are named, and only then', async () => {
    const asked = { rule: ruleDraft(accept), before: inbound.id };
    broken(await app.api('POST', '/rules', { ...asked, acknowledge: [routed] }));
    expect((await app.api('POST', '/rules', { ...asked, acknowledge: [refused] })).status).toBe(201);
    expect(await listed()).toMatchObject([{ isMet: true }, { isMet: false }]);
    // What is broken already is not broken by the next save.
    expect((await app.api('POST', '/rules', { rule: ruleDraft({ ...accept, name: 'and again' }) })).status).toBe(201);
  });

  const deliverTo = { hosts: [{ host: '127.0.0.1', port: 25 }], encryption: 'plaintext', certificateCheck: null };
  test.each<readonly [what: string, change: () => Promise<Answer>]>([
    ['deletes a rule', () => app.api('DELETE', `/rules/${inbound.id}?version=${inbound.version}`)],
    ['only monitors a rule', () => app.api('POST', `/rules/${inbound.id}/mode`, { mode: 'monitor', version: inbound.version })],
    ['changes a rule', () => app.api('PUT', `/rules/${inbound.id}`, { version: inbound.version, rule: ruleDraft(accept) })],
    ['adds a domain', () => app.api('POST', '/domains', { domain: 'partner.example', deliverTo })],
    [
      'changes settings',
      async () => {
        const { settings, version } = routingViewSchema.parse((await app.api('GET', '/settings/routing')).body);
        return app.api('PUT', '/settings/routing', { settings: { ...settings, relayNetworks: [] }, version });
      },
    ],
  ])('is asked about when it %s', async (_, change) => {
    const before = await newest();
    expect(broken(await change())).toHaveLength(1);
    expect(await newest()).toBe(before);
  });

  test('is asked about when it moves a rule, or restores a revision', async () => {
    const allow = await addRule(accept);
    const order = await app.api('POST', `/rules/${allow.id}/move`, { order: 1 });
    expect(broken(order).map(({ id }) => id)).toEqual([refused]);
    const current = await newest();
    const earlier = await app.db.policyRevision.findFirstOrThrow({ where: { number: 1 } });
    const restored = await app.api('POST', `/revisions/${earlier.number}/restore`, { current });
    expect(
      broken(restored)
        .map(({ id }) => id)
        .sort(),
    ).toEqual([refused, routed].sort());
    expect((await app.api('POST', `/revisions/${earlier.number}/restore`, { current, acknowledge: [refused, routed] })).status).toBe(200);
  });

  test('can be deleted with its rule when that is acknowledged', async () => {
    const answer = await app.api('DELETE', `/rules/${outbound.id}?version=${outbound.version}&acknowledge=${routed}`);
    expect(answer.status).toBe(200);
  });
});
