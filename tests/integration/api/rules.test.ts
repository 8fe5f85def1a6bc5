import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { ruleListSchema, ruleViewSchema, type Saved, savedSchema } from '@/lib/api/contracts/rules';
import { type Answer, type ConsoleUnderTest, codeOf, startConsoleUnderTest, wrongValues } from './console-under-test';

const app: ConsoleUnderTest = await startConsoleUnderTest();
afterAll(() => app.stop());
beforeEach(async () => {
  for (const { id, version } of (await list()).rules) await app.api('DELETE', `/rules/${id}?version=${version}`);
});

const condition = (id: string, parameters: Record<string, unknown>) => ({ kind: 'condition', condition: id, negated: false, parameters });

function forceTlsIn(name: string, changes: Record<string, unknown> = {}) {
  return {
    name,
    mode: 'enforce',
    match: 'all',
    conditions: [
      condition('delivery.sender-domain', { operator: 'is', domains: ['mydomain.tld'] }),
      condition('connection.is-ssl', { encrypted: false }),
    ],
    actions: [{ action: 'smtp.action', parameters: { outcome: 'reject' } }],
    ...changes,
  };
}

async function create(name: string, before: string | null = null): Promise<Saved> {
  const answer = await app.api('POST', '/rules', { rule: forceTlsIn(name), before });
  expect(answer.body).toMatchObject({ id: expect.any(String) });
  expect(answer.status).toBe(201);
  return savedSchema.parse(answer.body);
}

const saved = (answer: Answer): Saved => savedSchema.parse(answer.body);
const list = async () => ruleListSchema.parse((await app.api('GET', '/rules')).body);
const names = async () => (await list()).rules.map(({ rule }) => rule.name);
const save = (id: string, version: string, rule: unknown) => app.api('PUT', `/rules/${id}`, { rule, version });

describe('a rule', () => {
  test('is listed with its sentence, its stage and its place', async () => {
    await create('force ssl in');
    const [rule] = (await list()).rules;
    expect(rule).toMatchObject({
      order: 1,
      explanation: { stage: 'mail', conditions: expect.stringContaining('mydomain.tld'), actions: expect.stringContaining('550 5.7.10') },
      hits24h: 0,
      changedBy: 'API token API_TOKEN',
    });
  });

  test('speaks the language of the reader', async () => {
    await create('force ssl in');
    const german = await app.send('GET', '/rules', {
      headers: { authorization: 'Bearer a token of the tests, for nothing else', 'accept-language': 'de-AT,de;q=0.9,en;q=0.5' },
    });
    expect(JSON.stringify(german.body)).toContain('Absenderdomain');
  });

  test('is stored in its canonical form', async () => {
    const bücher = condition('delivery.sender-domain', { operator: 'is', domains: ['Bücher.Example.'] });
    const { id } = saved(await app.api('POST', '/rules', { rule: forceTlsIn('idn', { conditions: [bücher] }) }));
    const view = ruleViewSchema.parse((await app.api('GET', `/rules/${id}`)).body);
    expect(view.rule.conditions).toMatchObject([{ parameters: { domains: ['xn--bcher-kva.example'] } }]);
  });

  test('counts what it did in the last 24 hours, apart from what it would have done', async () => {
    const { id: ruleId } = await create('hits');
    const hour = (ago: number) => new Date(Math.floor(Date.now() / 3_600_000 - ago) * 3_600_000);
    const counted = (matched: number) => ({ judged: matched * 2, matched, decided: matched });
    await app.db.ruleHit.createMany({
      data: [
        { ruleId, hour: hour(0), mode: 'enforce', ...counted(3) },
        { ruleId, hour: hour(5), mode: 'enforce', ...counted(4) },
        { ruleId, hour: hour(5), mode: 'monitor', ...counted(2) },
        { ruleId, hour: hour(30), mode: 'enforce', ...counted(100) },
      ],
    });
    expect((await app.api('GET', `/rules/${ruleId}`)).body).toMatchObject({ hits24h: 7, wouldHits24h: 2 });
  });
});

describe('two administrators who edit the same rule', () => {
  test('the second is refused and shown what is in force', async () => {
    const { id, version } = await create('shared');
    const first = saved(await save(id, version, forceTlsIn('shared', { comment: 'first' })));
    const second = await save(id, version, forceTlsIn('shared', { comment: 'second' }));
    expect([second.status, codeOf(second)]).toEqual([409, 'conflict']);
    expect(second.body).toMatchObject({ current: { id, version: first.version, rule: { comment: 'first' } } });
    expect((await app.api('GET', `/rules/${id}`)).body).toMatchObject({ rule: { comment: 'first' } });
  });

  test('at the very same moment: one wins', async () => {
    const { id, version } = await create('race');
    const both = await Promise.all([1, 2, 3, 4].map((n) => save(id, version, forceTlsIn('race', { comment: `editor ${n}` }))));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
  });

  test('deleting what another has changed is refused; saving what another has deleted is not found', async () => {
    const { id, version } = await create('gone');
    const { version: newer } = saved(await save(id, version, forceTlsIn('gone', { comment: 'new' })));
    expect((await app.api('DELETE', `/rules/${id}?version=${version}`)).status).toBe(409);
    expect((await app.api('DELETE', `/rules/${id}?version=${newer}`)).status).toBe(200);
    expect((await save(id, newer, forceTlsIn('gone'))).status).toBe(404);
  });

  test('one moves it, the other saves: no conflict, for nothing is lost', async () => {
    const { id, version } = await create('a');
    await create('b');
    await app.api('POST', `/rules/${id}/move`, { order: 2 });
    expect((await save(id, version, forceTlsIn('a', { comment: 'saved' }))).status).toBe(200);
    expect(await names()).toEqual(['b', 'a']);
  });

  test('one switches it off, the other saves: a conflict', async () => {
    const { id, version } = await create('a');
    expect((await app.api('POST', `/rules/${id}/mode`, { mode: 'disabled', version })).status).toBe(200);
    expect((await save(id, version, forceTlsIn('a', { comment: 'saved' }))).status).toBe(409);
    expect((await app.api('POST', `/rules/${id}/mode`, { mode: 'monitor', version })).status).toBe(409);
  });
});

test('saving the same content again makes no revision', async () => {
  const { id, version, revision } = await create('same');
  const again = saved(await save(id, version, forceTlsIn('same')));
  expect(again).toEqual({ id, version, revision });
});

describe('what is not valid stands at its field, and nothing is saved', () => {
  const refused = (rule: unknown) => app.api('POST', '/rules', { rule });

  test.each([
    ['a name that exists, in other letters', forceTlsIn('Straße'), ['rule.name: name.taken'], 'STRAßE'],
    ['no name', forceTlsIn(' '), ['rule.name: name.empty'], null],
    ['a long name', forceTlsIn('x'.repeat(65)), ['rule.name: name.too-long'], null],
    ['no action', forceTlsIn('x', { actions: [] }), ['rule.actions: actions.empty'], null],
    [
      'a domain that is none',
      forceTlsIn('x', { conditions: [condition('delivery.sender-domain', { operator: 'is', domains: ['ok.tld', 'foo..bar'] })] }),
      ['rule.conditions.0.parameters.domains.1: domain.invalid'],
      null,
    ],
    [
      'a host and a port that are none',
      forceTlsIn('x', {
        conditions: [],
        actions: [{ action: 'relay.host', parameters: { to: 'hosts', hosts: [{ host: 'not a host', port: 65_536 }] } }],
      }),
      ['rule.actions.0.parameters.hosts.0.host: host.invalid', 'rule.actions.0.parameters.hosts.0.port: port.range'],
      null,
    ],
    ['a mode that is none', forceTlsIn('x', { mode: 'sometimes' }), ['rule.mode: value.invalid'], null],
  ])('%s', async (_what, rule, expected, existing) => {
    if (existing !== null) await create(existing);
    const before = (await list()).revision;
    const answer = await refused(rule);
    expect([answer.status, codeOf(answer)]).toEqual([422, 'invalid']);
    expect(wrongValues(answer)).toEqual(expected);
    expect((await list()).revision).toBe(before);
  });

  test('renaming a rule to a name that exists', async () => {
    await create('first');
    const { id, version } = await create('second');
    expect(wrongValues(await save(id, version, forceTlsIn('FIRST')))).toEqual(['rule.name: name.taken']);
    expect((await save(id, version, forceTlsIn('Second'))).status).toBe(200);
  });

  test('a body that is no JSON, none, or too large', async () => {
    expect((await app.api('POST', '/rules', '{')).status).toBe(400);
    expect((await app.api('POST', '/rules')).status).toBe(400);
    expect((await app.api('POST', '/rules', JSON.stringify({ rule: 'x'.repeat(1_100_000) }))).status).toBe(413);
  });

  test('an id that is none is not found', async () => {
    expect((await app.api('GET', '/rules/nonsense')).status).toBe(404);
    expect((await app.api('GET', '/rules/0199aaaa-bbbb-7ccc-8ddd-eeeeffff0000')).status).toBe(404);
  });
});

describe('the order of the list', () => {
  test('a rule is inserted above another', async () => {
    const { id } = await create('one');
    await create('three');
    await create('zero', id);
    expect(await names()).toEqual(['zero', 'one', 'three']);
  });

  test.each([
    [1, ['c', 'a', 'b', 'd']],
    [2, ['a', 'c', 'b', 'd']],
    [3, ['a', 'b', 'c', 'd']],
    [4, ['a', 'b', 'd', 'c']],
    [99, ['a', 'b', 'd', 'c']],
  ])('c moved to %i', async (order, expected) => {
    const ids = new Map<string, string>();
    for (const name of ['a', 'b', 'c', 'd']) ids.set(name, (await create(name)).id);
    const before = (await list()).revision;
    const { revision } = saved(await app.api('POST', `/rules/${ids.get('c')}/move`, { order }));
    expect(await names()).toEqual(expected);
    expect(revision).toBe(order === 3 ? before : before + 1);
  });

  test('a number that is none', async () => {
    const { id } = await create('a');
    expect(wrongValues(await app.api('POST', `/rules/${id}/move`, { order: 0 }))).toEqual(['order: order.invalid']);
  });
});

test('a copy stands below its original, disabled, under a name of its own', async () => {
  const { id } = await create('x');
  await create('y');
  await app.api('POST', `/rules/${id}/duplicate`);
  await app.api('POST', `/rules/${id}/duplicate`);
  expect(await names()).toEqual(['x', 'x (copy 2)', 'x (copy)', 'y']);
  expect((await list()).rules.map(({ rule }) => rule.mode)).toEqual(['enforce', 'disabled', 'disabled', 'enforce']);
});

test('a rule that no longer parses is named, and the answer says nothing else', async () => {
  const { id } = await create('spoilt');
  await app.db.policyItem.updateMany({ where: { itemId: id }, data: { content: { name: 'spoilt' } } });
  const answer = await app.api('GET', '/rules');
  expect(answer.status).toBe(500);
  expect(answer.body).toMatchObject({ code: 'policy-unusable', detail: expect.stringContaining('"spoilt"') });
  await app.db.policyItem.deleteMany({ where: { itemId: id } });
});

test('each change is in the audit log with its author', async () => {
  await app.db.auditEvent.deleteMany();
  const { id, version } = await create('audited');
  await app.api('POST', `/rules/${id}/mode`, { mode: 'monitor', version });
  const events = await app.db.auditEvent.findMany({ orderBy: { id: 'asc' } });
  expect(events.map(({ actor, action }) => `${actor}: ${action}`)).toEqual([
    'API token API_TOKEN: rule.created',
    'API token API_TOKEN: rule.changed',
  ]);
});
