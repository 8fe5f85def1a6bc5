import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Gateway, startGateway } from '../../support/gateway';
import { forcedTlsIn } from '../../support/rules';

const RULE = forcedTlsIn({ domain: 'mydomain.tld' });
const LOCAL = {
  domain: 'local.example',
  deliverTo: { hosts: [{ host: '127.0.0.1', port: 1 }], encryption: 'opportunistic', certificateCheck: null },
} as const;

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway({
    rules: [],
    localDomains: [{ ...LOCAL, deliverTo: { ...LOCAL.deliverTo, hosts: [...LOCAL.deliverTo.hosts] } }],
  });
});
afterAll(() => gateway?.stop());

it('a saved rule is enforced within two seconds, in a session that was open before', async () => {
  const client = await gateway.connect('smtp');
  await client.open();
  await client.expect('MAIL FROM:<a@mydomain.tld>', 250);
  await client.expect('RSET', 250);

  const before = performance.now();
  await gateway.setRules([RULE]);
  await client.expect('MAIL FROM:<a@mydomain.tld>', 550);
  expect(performance.now() - before).toBeLessThan(2000);

  await gateway.setRuleMode(RULE.name, 'disabled');
  await client.expect('MAIL FROM:<a@mydomain.tld>', 250);
  await client.quit();
});

it('a transaction that is under way keeps the policy that it began with', async () => {
  await gateway.setRules([]);
  const client = await gateway.connect('smtp');
  await client.open();
  await client.expect('MAIL FROM:<a@mydomain.tld>', 250);
  await gateway.setRules([RULE]);
  await client.expect('RCPT TO:<kept@local.example>', 250);
  await client.expect('DATA', 354);
  client.sendRaw('Subject: x\r\n\r\n.\r\n');
  expect((await client.reply()).code).toBe(250);
  await client.expect('MAIL FROM:<a@mydomain.tld>', 550);
  await client.quit();
});

it('the poll finds a revision that no notification announced', async () => {
  await gateway.setRules([RULE]);
  const { rows } = await gateway.sql.query<{ number: number }>('SELECT max(number) AS number FROM policy_revision');
  const newest = (rows[0]?.number ?? 0) + 1;
  // As a save, but without its NOTIFY.
  await gateway.sql.query(`INSERT INTO policy_revision (number, author, changes) VALUES ($1, 'test', '[]')`, [newest]);
  await gateway.sql.query(`UPDATE policy_item SET valid_to = $1 WHERE kind = 'rule' AND valid_to IS NULL`, [newest]);
  await expect
    .poll(() => gateway.logged.some((line) => line.includes(`"policy-loaded","revision":${newest}`)), { timeout: 5000 })
    .toBe(true);
  const client = await gateway.connect('smtp');
  await client.open();
  await client.expect('MAIL FROM:<a@mydomain.tld>', 250);
  await client.quit();
});

it('a revision that cannot be used is reported once, and the last one stays in force', async () => {
  await gateway.setRules([RULE]);
  const { rows } = await gateway.sql.query<{ number: number }>('SELECT max(number) AS number FROM policy_revision');
  const newest = (rows[0]?.number ?? 0) + 1;
  await gateway.sql.query(`INSERT INTO policy_revision (number, author, changes) VALUES ($1, 'test', '[]')`, [newest]);
  await gateway.sql.query(`UPDATE policy_item SET content = '{}' WHERE kind = 'rule' AND valid_to IS NULL`);
  const reports = () => gateway.logged.filter((line) => line.includes('"policy-unusable"'));
  await expect.poll(reports, { timeout: 5000 }).toHaveLength(1);
  const client = await gateway.connect('smtp');
  await client.open();
  await client.expect('MAIL FROM:<a@mydomain.tld>', 550);
  await client.quit();
  await gateway.setRules([]);
  expect(reports()).toHaveLength(1);
});
