import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Database, openDatabase } from '@/lib/db/prisma';
import { ruleDraftSchema } from '@/lib/policy/parse-rule';
import { createItem } from '@/lib/revisions/create-item';
import { loadPolicy } from '@/lib/revisions/load-policy';
import { type Gateway, startGateway, TEST_SECRET } from '../../support/gateway';
import { SmtpClient } from '../../support/smtp-client';
import { waitFor } from '../../support/wait-for';
import { createWorkerProcess } from '../../support/worker-process';

let gateway: Gateway;
let db: Database;
beforeAll(async () => {
  gateway = await startGateway({});
  db = openDatabase(gateway.databaseUrl);
});
afterAll(async () => {
  await db?.$disconnect();
  await gateway?.stop();
});

const refusing = (domain: string) =>
  ruleDraftSchema.parse({
    ...{ name: `refuse ${domain}`, mode: 'enforce', match: 'all' },
    conditions: [{ kind: 'condition', condition: 'delivery.sender-domain', parameters: { operator: 'is', domains: [domain] } }],
    actions: [{ action: 'smtp.action', parameters: { outcome: 'reject' } }],
  });

async function answerTo(sender: string): Promise<number> {
  const client = await gateway.connect('smtp');
  await client.open();
  const { code } = await client.command(`MAIL FROM:<${sender}>`);
  await client.quit();
  return code;
}

it('the worker enforces a rule on trial, and takes it back by itself when nobody confirms', async () => {
  const content = refusing('tried.example');
  const saved = await createItem(db, 'ada', { kind: 'rule', content }, { terms: { note: '', confirmWithin: 1 } });
  expect(saved.kind).toBe('saved');
  await waitFor('the rule in force', async () => (await answerTo('a@tried.example')) === 550);
  await gateway.sql.query('UPDATE policy_trial SET deadline = now() WHERE outcome IS NULL');
  await waitFor('the rule to be gone', async () => (await answerTo('a@tried.example')) === 250);
  const { rows } = await gateway.sql.query('SELECT outcome, settled_by FROM policy_trial');
  expect(rows).toEqual([{ outcome: 'expired', settled_by: 'Siegel' }]);
  expect(gateway.logged.filter((line) => line.includes('"policy-taken-back"'))).toHaveLength(1);
});

it('a worker that starts after the deadline never enforces what was on trial', async () => {
  await gateway.stopWorker();
  const content = refusing('late.example');
  await createItem(db, 'ada', { kind: 'rule', content }, { terms: { note: '', confirmWithin: 1 } });
  await gateway.sql.query('UPDATE policy_trial SET deadline = now() WHERE outcome IS NULL');
  const late = await createWorkerProcess({ databaseUrl: gateway.databaseUrl, secretKey: TEST_SECRET });
  await late.start();
  const client = await SmtpClient.connect({ port: late.ports.smtp, tls: 'none' });
  await client.open();
  await client.expect('MAIL FROM:<a@late.example>', 250);
  await client.quit();
  await late.stop();
  expect((await loadPolicy(db)).rules).toEqual([]);
});
