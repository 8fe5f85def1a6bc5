import { afterAll, expect, test } from 'vitest';
import { catalogueSchema } from '@/lib/api/contracts/catalogue';
import { startConsoleUnderTest } from './console-under-test';

const app = await startConsoleUnderTest();
afterAll(() => app.stop());

test('the catalogue says enough to write a rule by program', async () => {
  const answer = await app.api('GET', '/catalogue');
  const { conditions, actions } = catalogueSchema.parse(answer.body);
  const condition = conditions.find(({ id }) => id === 'delivery.sender-domain');
  const action = actions.find(({ id }) => id === 'smtp.action');
  expect(condition).toMatchObject({ label: 'Domain', settlesAt: 'mail', example: { operator: 'is' } });
  expect(JSON.stringify(condition?.parameters)).toContain('"domains"');
  const rule = {
    name: 'written by program',
    mode: 'monitor',
    match: 'all',
    conditions: [{ kind: 'condition', condition: condition?.id, negated: false, parameters: condition?.example }],
    actions: [{ action: action?.id, parameters: action?.example }],
  };
  expect((await app.api('POST', '/rules', { rule })).status).toBe(201);
});
