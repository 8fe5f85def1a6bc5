import { afterAll, expect, test } from 'vitest';
import { retentionViewSchema } from '@/lib/api/contracts/retention';
import { startConsoleUnderTest, wrongValues } from './console-under-test';

const app = await startConsoleUnderTest();
afterAll(() => app.stop());

const save = (acceptedDays: unknown, refusedDays: unknown, version: number) =>
  app.api('PUT', '/retention', { retention: { acceptedDays, refusedDays }, version });

test('is 90 days until somebody says otherwise', async () => {
  const view = retentionViewSchema.parse((await app.api('GET', '/retention')).body);
  expect(view).toMatchObject({ retention: { acceptedDays: 90, refusedDays: 90 }, version: 1, changedBy: null, oldest: null });
});

test('is changed by whoever has seen the present one, and written down', async () => {
  const view = retentionViewSchema.parse((await save(365, 7, 1)).body);
  expect(view).toMatchObject({ retention: { acceptedDays: 365, refusedDays: 7 }, version: 2 });
  const event = await app.db.auditEvent.findFirstOrThrow({ where: { action: 'retention.changed' } });
  expect(event.detail).toEqual({ before: { acceptedDays: 90, refusedDays: 90 }, after: { acceptedDays: 365, refusedDays: 7 } });
  const answer = await save(1, 1, 1);
  expect([answer.status, answer.body]).toMatchObject([409, { current: { version: 2, retention: { acceptedDays: 365 } } }]);
});

test.each([
  [0, 7, ['retention.acceptedDays: days.range']],
  [90, 3651, ['retention.refusedDays: days.range']],
  [1.5, null, ['retention.acceptedDays: number.invalid', 'retention.refusedDays: value.missing']],
])('not for %s and %s days', async (accepted, refused, expected) => {
  expect(wrongValues(await save(accepted, refused, 2))).toEqual(expected);
});
