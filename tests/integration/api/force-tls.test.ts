import { afterAll, beforeEach, expect, test } from 'vitest';
import { forcedTlsSchema, ruleListSchema } from '@/lib/api/contracts/rules';
import { type ConsoleUnderTest, startConsoleUnderTest, wrongValues } from './console-under-test';

const app: ConsoleUnderTest = await startConsoleUnderTest();
afterAll(() => app.stop());
beforeEach(async () => {
  for (const { id, version } of (await list()).rules) await app.api('DELETE', `/rules/${id}?version=${version}`);
});

const list = async () => ruleListSchema.parse((await app.api('GET', '/rules')).body);
const wish = (incoming: string, outgoing: string) => ({
  domain: 'partner.example',
  mode: 'monitor',
  in: { name: incoming },
  out: { name: outgoing, nextHop: { to: 'mx' }, encryption: 'starttls', certificateCheck: null },
});

test('makes both rules in one revision, at the end of the list', async () => {
  await app.api('POST', '/rules/force-tls', wish('other in', 'other out'));
  const before = (await list()).revision;
  const answer = await app.api('POST', '/rules/force-tls', wish('partner in', 'partner out'));
  expect(answer.status).toBe(201);
  const { revision, ids } = forcedTlsSchema.parse(answer.body);
  expect(revision).toBe(before + 1);
  const { rules } = await list();
  expect(rules.map(({ rule }) => rule.name)).toEqual(['other in', 'other out', 'partner in', 'partner out']);
  expect(rules.slice(2).map(({ id }) => id)).toEqual(ids);
  expect(rules[2]?.rule.mode).toBe('monitor');
});

test('makes neither when the name of one is taken', async () => {
  await app.api('POST', '/rules/force-tls', wish('in', 'out'));
  const before = await list();
  const answer = await app.api('POST', '/rules/force-tls', wish('another in', 'OUT'));
  expect([answer.status, ...wrongValues(answer)]).toEqual([422, 'out.name: name.taken']);
  expect(await list()).toEqual(before);
});
