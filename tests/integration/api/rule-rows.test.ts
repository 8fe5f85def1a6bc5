import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ruleRowsSchema } from '@/lib/api/contracts/rule-rows';
import { ruleListSchema, savedSchema } from '@/lib/api/contracts/rules';
import { startConsoleUnderTest, TOKEN, wrongValues } from './console-under-test';

// GET /rules/rows : the list as it is shown. POST /rules/explanations : what an unsaved rule would do in it.

const app = await startConsoleUnderTest();
afterAll(() => app.stop());

const condition = (id: string, parameters: Record<string, unknown>) => ({ kind: 'condition', condition: id, negated: false, parameters });
const DOMAINS = Array.from({ length: 9 }, (_, i) => `partner-${i}.tld`);

const RULES = [
  {
    name: 'postmaster',
    mode: 'disabled',
    match: 'all',
    conditions: [condition('recipient.address', { operator: 'is', addresses: ['postmaster@local.tld'] })],
    actions: [{ action: 'smtp.action', parameters: { outcome: 'accept' } }],
  },
  {
    name: 'partners',
    mode: 'monitor',
    match: 'all',
    comment: 'agreed in May',
    conditions: [
      condition('delivery.sender-domain', { operator: 'is', domains: DOMAINS }),
      { kind: 'group', match: 'any', conditions: [condition('connection.is-ssl', { encrypted: false })] },
    ],
    actions: [{ action: 'smtp.action', parameters: { outcome: 'reject' } }],
  },
  {
    name: 'route',
    mode: 'enforce',
    match: 'all',
    conditions: [condition('delivery.relaying-mail', { relaying: true })],
    actions: [{ action: 'relay.host', parameters: { to: 'hosts', hosts: [{ host: 'mail.partner.tld', port: 465 }] } }],
  },
];
const ids: string[] = [];
beforeAll(async () => {
  for (const rule of RULES) ids.push(savedSchema.parse((await app.api('POST', '/rules', { rule })).body).id);
});

const rows = async (query = '') => ruleRowsSchema.parse((await app.api('GET', `/rules/rows${query}`)).body);

describe('the rows of the rule list', () => {
  test('say of each rule what the list shows', async () => {
    expect((await rows()).rows).toMatchObject([
      { order: 1, name: 'postmaster', mode: 'disabled', effect: 'accept', categories: ['conditions.recipient', 'actions.smtp'] },
      {
        order: 2,
        name: 'partners',
        mode: 'monitor',
        comment: 'agreed in May',
        effect: 'reject',
        categories: ['conditions.delivery', 'conditions.connection', 'actions.smtp'],
        stage: 'mail',
        warning: null,
      },
      { order: 3, name: 'route', effect: 'route', stage: 'relay', categories: ['conditions.delivery', 'actions.relay'] },
    ]);
  });

  test('can be searched for what a long sentence leaves out', async () => {
    const [, partners] = (await rows()).rows;
    expect(partners?.conditions).not.toContain('partner-8.tld');
    expect(partners?.further).toContain('partner-8.tld');
  });

  test('agree with the list in full', async () => {
    const full = ruleListSchema.parse((await app.api('GET', '/rules')).body);
    const short = await rows();
    expect(short.revision).toBe(full.revision);
    expect(short.rows.map(({ id, version, conditions, actions, stage }) => [id, version, conditions, actions, stage])).toEqual(
      full.rules.map(({ id, version, explanation }) => [id, version, explanation.conditions, explanation.actions, explanation.stage]),
    );
  });

  test('speak the language of the reader, one after the other', async () => {
    const german = await app.send('GET', '/rules/rows', { headers: { authorization: `Bearer ${TOKEN}`, 'accept-language': 'de' } });
    expect(ruleRowsSchema.parse(german.body).rows[1]?.conditions).toContain('Absenderdomain');
    expect((await rows()).rows[1]?.conditions).toContain('Sender domain');
  });

  test('come from the beginning, as many as are asked for', async () => {
    const beginning = await rows('?first=2');
    expect([beginning.total, beginning.rows.map(({ name }) => name)]).toEqual([3, ['postmaster', 'partners']]);
    expect(wrongValues(await app.api('GET', '/rules/rows?first=none'))).toEqual(['first: value.invalid']);
    expect((await rows()).rows).toHaveLength(3);
  });
});

describe('what a rule would do, unsaved', () => {
  const explain = async (rule: unknown, id: string | null) => (await app.api('POST', '/rules/explanations', { rule, id })).body;
  const enforced = { ...RULES[1], mode: 'enforce' };

  test('in place of another, and at the end', async () => {
    expect(await explain(enforced, ids[1] ?? '')).toMatchObject({ stage: 'mail', actions: 'reject 550 5.7.10', warning: null });
    const postmaster = { ...RULES[0], mode: 'enforce' };
    const saved = ruleListSchema.parse((await app.api('GET', '/rules')).body).rules[0];
    await app.api('PUT', `/rules/${ids[0]}`, { rule: postmaster, version: saved?.version });
    expect(await explain(enforced, ids[1] ?? '')).toMatchObject({ stage: 'rcpt', reason: expect.stringContaining('"postmaster"') });
    expect(await explain(postmaster, ids[0] ?? '')).toMatchObject({ stage: 'rcpt', actions: 'accept' });
    expect(await explain(enforced, null)).toMatchObject({ stage: 'rcpt' });
  });

  test('is not said of what is no rule', async () => {
    expect(wrongValues(await app.api('POST', '/rules/explanations', { rule: { ...enforced, name: '' }, id: null }))).toEqual([
      'rule.name: name.empty',
    ]);
  });
});
