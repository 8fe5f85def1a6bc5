import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { ruleChecksSchema, ruleListSchema, savedSchema } from '@/lib/api/contracts/rules';
import { type Answer, type ConsoleUnderTest, startConsoleUnderTest } from './console-under-test';

const app: ConsoleUnderTest = await startConsoleUnderTest();
afterAll(() => app.stop());
beforeEach(async () => {
  const { rules } = ruleListSchema.parse((await app.api('GET', '/rules')).body);
  for (const { id, version } of rules) await app.api('DELETE', `/rules/${id}?version=${version}`);
});

function refusing(name: string, domain: string) {
  return {
    name,
    mode: 'enforce',
    match: 'all',
    conditions: [{ kind: 'condition', condition: 'delivery.sender-domain', parameters: { operator: 'is', domains: [domain] } }],
    actions: [{ action: 'smtp.action', parameters: { outcome: 'reject' } }],
  };
}

const create = async (rule: unknown) => savedSchema.parse((await app.api('POST', '/rules', { rule })).body);
const said = (answer: Answer) =>
  ruleChecksSchema.parse(answer.body).findings.map(({ check, rules }) => [check, ...rules.map(({ name }) => name)]);

describe('the checks on the list', () => {
  test('name the rules concerned, in the language of the reader', async () => {
    await create(refusing('upper', 'a.tld'));
    await create(refusing('lower', 'a.tld'));
    const answer = await app.send('GET', '/rules/checks', {
      headers: { authorization: 'Bearer a token of the tests, for nothing else', 'accept-language': 'de' },
    });
    expect(said(answer)).toEqual([['never-decides', 'lower', 'upper']]);
    expect(JSON.stringify(answer.body)).toContain('„lower“ kann nie wirken');
  });

  test('are made for a draft as if it stood in the list', async () => {
    const { id } = await create(refusing('upper', 'a.tld'));
    await create(refusing('other', 'b.tld'));
    const draft = refusing('draft', 'b.tld');
    expect(said(await app.api('POST', '/rules/checks', { rule: draft }))).toEqual([['never-decides', 'draft', 'other']]);
    expect(said(await app.api('POST', '/rules/checks', { rule: draft, id }))).toEqual([['never-decides', 'other', 'draft']]);
    expect(said(await app.api('GET', '/rules/checks'))).toEqual([]);
  });

  test('know the own domains and networks', async () => {
    await app.api('POST', '/domains', {
      domain: 'own.tld',
      deliverTo: { hosts: [{ host: '192.0.2.9', port: null }], encryption: 'opportunistic', certificateCheck: null },
    });
    expect(said(await app.api('POST', '/rules/checks', { rule: refusing('own', 'own.tld') }))).toEqual([['refuses-own', 'own']]);
  });
});

describe('a rule without a match in 90 days', () => {
  const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);

  test('is named once it is 90 days old, unless it has matched', async () => {
    const { id: idle } = await create(refusing('idle', 'a.tld'));
    const { id: busy } = await create(refusing('busy', 'b.tld'));
    const { id: formerly } = await create(refusing('formerly busy', 'c.tld'));
    expect(said(await app.api('GET', '/rules/checks'))).toEqual([]);
    await app.db.policyRevision.updateMany({ data: { createdAt: daysAgo(91) } });
    await app.db.ruleHit.createMany({
      data: [
        { ruleId: busy, hour: daysAgo(80), mode: 'monitor', judged: 1, matched: 1, decided: 1 },
        { ruleId: formerly, hour: daysAgo(92), mode: 'enforce', judged: 1, matched: 1, decided: 1 },
        { ruleId: idle, hour: daysAgo(1), mode: 'enforce', judged: 9, matched: 0, decided: 0 },
      ],
    });
    const named = ruleChecksSchema.parse((await app.api('GET', '/rules/checks')).body).findings;
    expect(named.map(({ check, rules }) => [check, rules[0]?.id])).toEqual([
      ['never-matched', idle],
      ['never-matched', formerly],
    ]);
  });
});
