import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { type ReplayReport, replayReportSchema, type replayRequestSchema } from '@/lib/api/contracts/replays';
import { replayRoute } from '@/lib/api/routes/replays';
import { ruleDraft, saveSetup } from '@/tests/support/gateway-setup';
import { recordTraffic } from '@/tests/support/recorded-traffic';
import { forcedTlsIn } from '@/tests/support/rules';
import { waitFor } from '@/tests/support/wait-for';
import { type ConsoleUnderTest, codeOf, HOST, startConsoleUnderTest, TOKEN, wrongValues } from './console-under-test';

const RECORDED = 100_000;
const UNKNOWN = '0199aaaa-bbbb-7ccc-8ddd-eeeeffff0000';

let app: ConsoleUnderTest;
let sql: pg.Pool;

beforeAll(async () => {
  app = await startConsoleUnderTest();
  sql = new pg.Pool({ connectionString: app.database.url, max: 1 });
  await saveSetup(app.db, { routing: { relayNetworks: ['198.18.0.0/15'] }, rules: [forcedTlsIn({ domain: 'd20.example' })] });
  // Every tenth came without TLS; all mail of d10.example did, which is a thousandth of the whole.
  await recordTraffic(sql, { transactions: RECORDED, domains: 1000, clients: 500, days: 10 });
});
afterAll(async () => {
  await sql.end();
  await app.stop();
});

type Asked = z.input<typeof replayRequestSchema>;

function ask(body: Asked, signal?: AbortSignal): Promise<Response> {
  const request = new Request(`http://${HOST}/api/v1/replays`, {
    method: 'POST',
    headers: { host: HOST, authorization: `Bearer ${TOKEN}` },
    body: JSON.stringify(body),
    ...(signal === undefined ? {} : { signal }),
  });
  return replayRoute.handle(request, { params: Promise.resolve({}) });
}

async function reports(body: Asked): Promise<ReplayReport[]> {
  const text = await (await ask(body)).text();
  return text
    .trimEnd()
    .split('\n')
    .map((line) => replayReportSchema.parse(JSON.parse(line)));
}

async function lastReport(body: Asked): Promise<ReplayReport> {
  const last = (await reports(body)).at(-1);
  if (last === undefined) throw new Error('no report');
  return last;
}

const everyPlain = ruleDraft({
  name: 'only TLS',
  conditions: [['connection.is-ssl', { encrypted: false }]],
  actions: [['smtp.action', { outcome: 'reject' }]],
});
const newRule = (rule = everyPlain): Asked['draft'] => ({ kind: 'rule', id: null, rule, before: null });

describe('a replay of 100,000 recorded transactions', () => {
  test('finds what the draft would refuse, and says so as it goes along', async () => {
    const all = await reports({ days: 30, draft: newRule() });
    expect(all.length).toBeGreaterThan(1);
    expect(all.slice(0, -1).every(({ done }) => !done)).toBe(true);
    const plain = RECORDED / 10;
    const refusedAlready = RECORDED / 1000;
    expect(all.at(-1)).toMatchObject({ done: true, total: RECORDED, judged: RECORDED, incomplete: 0 });
    // Of d20.example only the words of the refusal stay the same: its own rule stands above.
    expect(all.at(-1)).toMatchObject({ changed: plain - refusedAlready, effects: { reject: plain - refusedAlready } });
  });

  test('groups it by sender domain, recipient domain and client, each with before, after and messages to look at', async () => {
    const { changed, tables } = await lastReport({ days: 30, draft: newRule(ruleDraft(forcedTlsIn({ domain: 'd10.example' }))) });
    expect(changed).toBe(RECORDED / 1000);
    const [only, ...others] = tables.senderDomain.groups;
    expect(others).toEqual([]);
    expect(only).toMatchObject({
      value: 'd10.example',
      messages: RECORDED / 1000,
      before: { kind: 'accept', detail: 'MX of the recipient domain, port 25; STARTTLS if the next hop offers it; nothing is demanded' },
      after: { kind: 'reject' },
    });
    expect(only?.after.detail).toContain('550 5.7.10');
    expect((await app.api('GET', `/messages/${only?.examples[0]}`)).status).toBe(200);
    for (const { groups } of [tables.recipientDomain, tables.client]) {
      expect(groups.reduce((sum, { messages }) => sum + messages, 0)).toBe(changed);
    }
  });

  test('looks back as many days as it is asked to', async () => {
    const { total, judged } = await lastReport({ days: 1, draft: newRule() });
    expect(judged).toBe(total);
    expect(Math.abs(total - RECORDED / 10)).toBeLessThanOrEqual(RECORDED / 1000);
  });

  test('judges the deletion of a rule', async () => {
    const [rule] = await app.db.policyItem.findMany({ where: { kind: 'rule', validTo: null } });
    const { effects } = await lastReport({ days: 30, draft: { kind: 'delete', id: rule?.itemId ?? '' } });
    expect(effects).toEqual({ accept: RECORDED / 1000 });
    const { changed } = await lastReport({ days: 30, draft: { kind: 'mode', id: rule?.itemId ?? '', mode: 'enforce' } });
    expect(changed).toBe(0);
  });

  test('ends in the database, too, when nobody listens any more', async () => {
    const stop = new AbortController();
    const answer = await ask({ days: 30, draft: newRule() }, stop.signal);
    const reader = answer.body?.getReader();
    await reader?.read();
    expect(await openCursors()).toBe(1);
    stop.abort();
    await waitFor('the query to end', async () => (await openCursors()) === 0);
  });
});

async function openCursors(): Promise<number> {
  const { rows } = await sql.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'FETCH%' AND state <> 'idle'",
  );
  return rows[0]?.count ?? 0;
}

describe('a replay is refused', () => {
  test('for a rule that is not there', async () => {
    const answer = await app.api('POST', '/replays', { days: 7, draft: { kind: 'delete', id: UNKNOWN } });
    expect([answer.status, codeOf(answer)]).toEqual([404, 'not-found']);
  });

  test('for a rule that could not be saved, and for other spans', async () => {
    const draft = { kind: 'rule', rule: { ...everyPlain, actions: [] } };
    expect(wrongValues(await app.api('POST', '/replays', { days: 7, draft }))).toContain('draft.rule.actions: actions.empty');
    expect(wrongValues(await app.api('POST', '/replays', { days: 8, draft: newRule() }))).toEqual(['days: value.invalid']);
  });
});
