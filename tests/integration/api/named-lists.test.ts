import { afterAll, expect, test } from 'vitest';
import { namedListsSchema, namedListViewSchema } from '@/lib/api/contracts/named-lists';
import { type Saved, savedSchema } from '@/lib/api/contracts/rules';
import { codeOf, startConsoleUnderTest, wrongValues } from './console-under-test';

const app = await startConsoleUnderTest();
afterAll(() => app.stop());

const list = (more: object = {}) => ({ name: 'Partners', kind: 'domains', entries: ['A.tld', 'Bücher.example', 'a.tld'], ...more });
const rule = (lists: string[], more: object = {}) => ({
  name: 'partners only over TLS',
  mode: 'enforce',
  match: 'all',
  conditions: [{ kind: 'condition', condition: 'delivery.sender-domain', parameters: { operator: 'is', domains: [], lists } }],
  actions: [{ action: 'smtp.action', parameters: { outcome: 'reject' } }],
  ...more,
});

async function saved(answer: Promise<{ readonly body: unknown }>): Promise<Saved> {
  return savedSchema.parse((await answer).body);
}

test('a list is made, shown in canonical form, used by a rule, and kept from being lost', async () => {
  const made = await saved(app.api('POST', '/named-lists', list()));
  expect(wrongValues(await app.api('POST', '/named-lists', list({ name: 'PARTNERS' })))).toEqual(['name: name.taken']);
  const shown = namedListViewSchema.parse((await app.api('GET', `/named-lists/${made.id}`)).body);
  expect(shown).toMatchObject({ version: made.version, list: { entries: ['a.tld', 'xn--bcher-kva.example'] }, usedBy: [] });

  const using = await saved(app.api('POST', '/rules', { rule: rule(['partners']) }));
  expect(namedListsSchema.parse((await app.api('GET', '/named-lists')).body).lists).toMatchObject([
    { name: 'Partners', kind: 'domains', count: 2, sample: ['a.tld', 'xn--bcher-kva.example'], usedBy: ['partners only over TLS'] },
  ]);

  const put = (change: object) => app.api('PUT', `/named-lists/${made.id}`, { version: made.version, list: list(change) });
  expect(wrongValues(await put({ name: 'Customers' }))).toEqual(['list.name: list.in-use']);
  expect(wrongValues(await put({ kind: 'addresses', entries: ['a@a.tld'] }))).toEqual(['list.name: list.in-use']);
  const refused = await app.api('DELETE', `/named-lists/${made.id}?version=${made.version}`);
  expect([refused.status, codeOf(refused)]).toEqual([422, 'invalid']);

  const grown = await saved(put({ entries: ['a.tld', 'c.tld'] }));
  expect(grown.revision).toBe(using.revision + 1);
  const stale = await put({ entries: ['d.tld'] });
  expect([stale.status, stale.body]).toMatchObject([409, { current: { list: { entries: ['a.tld', 'c.tld'] } } }]);

  await saved(app.api('PUT', `/rules/${using.id}`, { rule: rule([], rule0()), version: using.version }));
  await saved(app.api('DELETE', `/named-lists/${made.id}?version=${grown.version}`));
  expect(namedListsSchema.parse((await app.api('GET', '/named-lists')).body).lists).toEqual([]);
});

/** The same rule, which names its domain itself. */
function rule0() {
  return {
    conditions: [{ kind: 'condition', condition: 'delivery.sender-domain', parameters: { operator: 'is', domains: ['a.tld'] } }],
  };
}

test('a rule, saved or only tried, cannot refer to a list that is not there, or to one of another kind', async () => {
  await saved(app.api('POST', '/named-lists', list({ name: 'Branches', kind: 'networks', entries: ['192.0.2.0/24'] })));
  const at = 'conditions.0.parameters.lists: list.unknown';
  for (const lists of [['Nobody'], ['Branches']]) {
    const draft = rule(lists, { name: 'another' });
    expect(wrongValues(await app.api('POST', '/rules', { rule: draft }))).toEqual([`rule.${at}`]);
    expect(wrongValues(await app.api('POST', '/rules/checks', { rule: draft }))).toEqual([`rule.${at}`]);
    const mail = {
      ...{ client: '192.0.2.1', encryption: 'none', user: '', sender: 'a@a.tld', recipients: ['b@b.tld'] },
      ...{ size: 1000, time: '2026-11-24T06:30:00Z' },
    };
    const simulation = await app.api('POST', '/simulations', { mail, draft: { id: null, rule: draft } });
    expect(wrongValues(simulation)).toEqual([`draft.rule.${at}`]);
  }
});

test('what is no entry is refused at its place, and nothing is saved', async () => {
  const answer = await app.api('POST', '/named-lists', list({ name: 'x', entries: ['a.tld', 'foo..bar'] }));
  expect(wrongValues(answer)).toEqual(['entries.1: domain.invalid']);
});
