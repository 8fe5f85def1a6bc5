import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Suggestion, suggestionListSchema } from '@/lib/api/contracts/suggestions';
import { saveSetup } from '@/tests/support/gateway-setup';
import { recordTraffic } from '@/tests/support/recorded-traffic';
import { forcedTlsIn, forcedTlsOut } from '@/tests/support/rules';
import { type ConsoleUnderTest, startConsoleUnderTest, wrongValues } from './console-under-test';

// Sender domains d0 to d19, of which all mail of d0 and d10 came without TLS; recipient domains p0 to p19.

let app: ConsoleUnderTest;
let sql: pg.Pool;

beforeAll(async () => {
  app = await startConsoleUnderTest();
  sql = new pg.Pool({ connectionString: app.database.url, max: 1 });
  await saveSetup(app.db, {
    rules: [
      forcedTlsIn({ domain: 'd1.example' }),
      forcedTlsIn({ domain: 'd2.example', mode: 'monitor' }),
      forcedTlsOut({ domain: 'p1.example', host: 'mx.p1.example', port: 465 }),
    ],
    localDomains: [
      {
        domain: 'd3.example',
        deliverTo: { hosts: [{ host: '127.0.0.1', port: 25 }], encryption: 'opportunistic', certificateCheck: null },
      },
    ],
  });
  await recordTraffic(sql, { transactions: 2000, domains: 20, clients: 5, days: 20 });
  // Delivered with a verified certificate to even domains, with any to odd ones; to p5 once without TLS.
  await sql.query(`
    INSERT INTO delivery_attempt (recipient_id, worker_id, started_at, finished_at, revision, outcome, next_hop, demanded, achieved, detail, decided_by)
    SELECT r.id, t.worker_id, t.received_at, t.received_at, 1, 'delivered', 'mx.' || r.domain || ':25', '{"startsWith": "opportunistic"}',
      CASE WHEN r.domain = 'p5.example' AND r.id % 400 = 5 THEN '{"level": "none", "version": null}'::jsonb
        ELSE jsonb_build_object('level', CASE WHEN r.domain IN ('p2.example', 'p4.example') THEN 'name-verified' ELSE 'encrypted' END, 'version', 'TLSv1.3') END,
      '250 2.0.0 Ok', '[]'
    FROM mail_recipient r JOIN mail_transaction t ON t.id = r.transaction_id`);
});
afterAll(async () => {
  await sql.end();
  await app.stop();
});

async function suggestions(query = ''): Promise<Suggestion[]> {
  const { status, body } = await app.api('GET', `/suggestions${query}`);
  expect(status).toBe(200);
  return suggestionListSchema.parse(body).suggestions;
}

async function domains(direction: Suggestion['direction'], query = ''): Promise<string[]> {
  return (await suggestions(query)).filter((one) => one.direction === direction).map(({ domain }) => domain);
}

test('suggests the domains whose mail has all come over TLS, unless that is forced already or they are our own', async () => {
  const incoming = await domains('in');
  expect(incoming).toHaveLength(20 - ['d0', 'd10', 'd1', 'd3'].length);
  for (const excluded of ['d0.example', 'd10.example', 'd1.example', 'd3.example']) expect(incoming).not.toContain(excluded);
  // A monitored rule forces nothing.
  expect(incoming).toContain('d2.example');
});

test('suggests the domains to which all mail has gone over TLS, with the share of verified certificates', async () => {
  const outgoing = (await suggestions()).filter(({ direction }) => direction === 'out');
  const named = (domain: string) => outgoing.find((one) => one.domain === domain);
  expect(named('p1.example')).toBeUndefined();
  expect(named('p5.example')).toBeUndefined();
  expect(named('p2.example')).toMatchObject({ messages: 100, verified: 100, tlsVersions: [{ version: 'TLSv1.3', messages: 100 }] });
  expect(named('p7.example')).toMatchObject({ messages: 100, verified: 0 });
});

test('says when mail was first and last seen', async () => {
  const [{ firstSeen, lastSeen } = { firstSeen: '', lastSeen: '' }] = await suggestions();
  const days = (Date.parse(lastSeen) - Date.parse(firstSeen)) / 86_400_000;
  expect(days).toBeGreaterThan(18);
  expect(days).toBeLessThan(20);
});

test('leaves domains with few messages out, and looks back as far as it is asked to', async () => {
  expect(await domains('in', '?least=101')).toEqual([]);
  const [week] = await suggestions('?days=7&least=1');
  expect(week?.messages).toBeGreaterThan(25);
  expect(week?.messages).toBeLessThan(45);
});

test('refuses other spans and thresholds', async () => {
  expect(wrongValues(await app.api('GET', '/suggestions?days=8&least=0'))).toEqual(['days: value.invalid', 'least: number.too-small']);
  expect(wrongValues(await app.api('GET', '/suggestions?least=many'))).toEqual(['least: number.invalid']);
});
