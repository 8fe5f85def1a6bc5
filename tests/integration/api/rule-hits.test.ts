import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ruleHistorySchema, ruleHitsSchema } from '@/lib/api/contracts/rule-hits';
import { savedSchema } from '@/lib/api/contracts/rules';
import { startConsoleUnderTest, wrongValues } from './console-under-test';

const app = await startConsoleUnderTest();
afterAll(() => app.stop());

const HOUR = 3_600_000;
const hoursAgo = (hours: number) => new Date((Math.floor(Date.now() / HOUR) - hours) * HOUR);
const NONE = { judged: 0, matched: 0, decided: 0 };

let busy: string;
let idle: string;
async function create(name: string): Promise<string> {
  const rule = {
    name,
    mode: 'enforce',
    match: 'all',
    conditions: [],
    actions: [{ action: 'smtp.action', parameters: { outcome: 'accept' } }],
  };
  return savedSchema.parse((await app.api('POST', '/rules', { rule })).body).id;
}
beforeAll(async () => {
  busy = await create('busy');
  idle = await create('idle');
});
beforeEach(async () => {
  await app.db.ruleHit.deleteMany();
  await app.db.ruleHit.createMany({
    data: [
      { ruleId: busy, hour: hoursAgo(0), mode: 'enforce', judged: 10, matched: 4, decided: 3 },
      { ruleId: busy, hour: hoursAgo(1), mode: 'enforce', judged: 5, matched: 1, decided: 1 },
      { ruleId: busy, hour: hoursAgo(100), mode: 'monitor', judged: 340, matched: 12, decided: 12 },
      { ruleId: busy, hour: hoursAgo(200), mode: 'monitor', judged: 1000, matched: 1000, decided: 1000 },
      { ruleId: busy, hour: hoursAgo(89 * 24), mode: 'enforce', judged: 1, matched: 1, decided: 1 },
    ],
  });
});

describe('the hits of several rules', () => {
  const hits = async (...ids: string[]) => ruleHitsSchema.parse((await app.api('GET', `/rules/hits?ids=${ids.join(',')}`)).body);

  test('are those of the last 7 days, enforced and monitored apart', async () => {
    const { rules } = await hits(busy, idle);
    expect(rules).toMatchObject([
      { id: busy, enforce: { judged: 15, matched: 5, decided: 4 }, monitor: { judged: 340, matched: 12, decided: 12 } },
      { id: idle, enforce: NONE, monitor: NONE },
    ]);
  });

  test('come as a plot of 28 times 6 hours, the present hour at its end', async () => {
    const [rule] = (await hits(busy)).rules;
    expect(rule?.matches).toHaveLength(28);
    expect(rule?.matches.at(-1)).toBe(5);
    expect(rule?.matches.reduce((sum, each) => sum + each, 0)).toBe(17);
  });

  test('are asked for by ids, and not by too many', async () => {
    expect(wrongValues(await app.api('GET', '/rules/hits?ids=nonsense'))).toEqual(['ids.0: value.invalid']);
    const many = Array.from({ length: 201 }, () => randomUUID()).join(',');
    expect(wrongValues(await app.api('GET', `/rules/hits?ids=${many}`))).toEqual(['ids: list.too-long']);
  });
});

describe('the hits of one rule', () => {
  const history = async (days: number) => ruleHistorySchema.parse((await app.api('GET', `/rules/${busy}/hits?days=${days}`)).body);

  test.each([
    [1, 2, 0],
    [7, 3, 340],
    [30, 4, 1340],
    [90, 5, 1340],
  ])('in the last %i days: %i hours', async (days, hours, monitored) => {
    const answer = await history(days);
    expect(answer.hours).toHaveLength(hours);
    expect(answer.total.monitor.judged).toBe(monitored);
  });

  test('stay after the rule is deleted; a rule that never was has none', async () => {
    const { versionId } = await app.db.policyItem.findFirstOrThrow({ where: { itemId: busy, validTo: null } });
    expect((await app.api('DELETE', `/rules/${busy}?version=${versionId}`)).status).toBe(200);
    expect((await history(7)).hours).toHaveLength(3);
    expect((await app.api('GET', `/rules/${randomUUID()}/hits`)).status).toBe(404);
    expect(wrongValues(await app.api('GET', `/rules/${busy}/hits?days=8`))).toEqual(['days: value.invalid']);
  });
});
