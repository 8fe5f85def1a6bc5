import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  differenceSchema,
  revisionInForceSchema,
  revisionListSchema,
  revisionViewSchema,
  trialViewSchema,
} from '@/lib/api/contracts/revisions';
import { forcedTlsSchema, savedSchema } from '@/lib/api/contracts/rules';
import { acceptanceViewSchema } from '@/lib/api/contracts/settings';
import { ruleDraftSchema } from '@/lib/policy/parse-rule';
import { createItem } from '@/lib/revisions/create-item';
import { codeOf, startConsoleUnderTest, wrongValues } from './console-under-test';

const app = await startConsoleUnderTest();
afterAll(() => app.stop());

const rule = {
  ...{ name: 'forced', mode: 'enforce', match: 'all' },
  conditions: [{ kind: 'condition', condition: 'connection.is-ssl', parameters: { encrypted: false } }],
  actions: [{ action: 'smtp.action', parameters: { outcome: 'reject' } }],
};

async function create(body: object) {
  return savedSchema.parse((await app.api('POST', '/rules', { rule, ...body })).body);
}
const trial = async () => trialViewSchema.parse((await app.api('GET', '/trial')).body).trial;

describe('revisions', () => {
  test('tell who, when and why; a note is kept as it was written', async () => {
    const { revision, id, version } = await create({ note: '  Asked for by the auditor  ' });
    const view = revisionViewSchema.parse((await app.api('GET', `/revisions/${revision}`)).body);
    expect(view).toMatchObject({
      number: revision,
      author: expect.stringContaining('API token'),
      note: 'Asked for by the auditor',
      restores: null,
      trial: null,
    });
    const put = await app.api('PUT', `/rules/${id}`, { rule: { ...rule, mode: 'monitor' }, version, note: 'x'.repeat(501) });
    expect(wrongValues(put)).toEqual(['note: text.too-long']);
    const settings = acceptanceViewSchema.parse((await app.api('GET', '/settings/acceptance')).body);
    const saved = await app.api('PUT', '/settings/acceptance', {
      ...settings,
      settings: { ...settings.settings, banner: 'hello' },
      note: 'A friendly banner',
    });
    const list = revisionListSchema.parse((await app.api('GET', '/revisions')).body);
    expect(list.revisions[0]).toMatchObject({ number: savedSchema.parse(saved.body).revision, note: 'A friendly banner' });
    expect((await app.api('GET', '/revisions/9999')).status).toBe(404);
    expect((await app.api('GET', '/revisions/first')).status).toBe(404);
  });

  test('any two can be compared, forwards and backwards', async () => {
    const newest = revisionListSchema.parse((await app.api('GET', '/revisions')).body).revisions[0]?.number ?? 0;
    const there = differenceSchema.parse((await app.api('GET', `/revisions/1/difference/${newest}`)).body);
    expect(there.changes).toMatchObject([
      { kind: 'rule', change: 'added', name: 'forced' },
      { kind: 'acceptance_settings', change: 'changed', facets: [{ label: 'Banner' }] },
    ]);
    const back = differenceSchema.parse((await app.api('GET', `/revisions/${newest}/difference/1`)).body);
    expect(back.changes.map(({ change }) => change)).toEqual(['removed', 'changed']);
    const none = differenceSchema.parse((await app.api('GET', `/revisions/${newest}/difference/${newest}`)).body);
    expect([none.changes, none.current]).toEqual([[], newest]);
    expect((await app.api('GET', `/revisions/1/difference/${newest + 1}`)).status).toBe(404);
  });

  test('one is brought back by whoever knows what is in force', async () => {
    const newest = revisionListSchema.parse((await app.api('GET', '/revisions')).body).revisions[0]?.number ?? 0;
    const late = await app.api('POST', '/revisions/1/restore', { current: newest - 1 });
    expect([late.status, codeOf(late)]).toEqual([409, 'conflict']);
    const restored = revisionInForceSchema.parse(
      (await app.api('POST', '/revisions/1/restore', { current: newest, note: 'From scratch' })).body,
    );
    expect(revisionViewSchema.parse((await app.api('GET', `/revisions/${restored.revision}`)).body)).toMatchObject({
      ...{ restores: 1, note: 'From scratch' },
    });
    const { rules } = z.object({ rules: z.array(z.unknown()) }).parse((await app.api('GET', '/rules')).body);
    expect(rules).toEqual([]);
    expect(await app.db.auditEvent.count({ where: { action: 'revision.restored' } })).toBe(1);
  });
});

describe('a save on trial', () => {
  test('is shown with the time that is left, confirmed or taken back', async () => {
    expect(await trial()).toBeNull();
    const { revision } = await create({ confirmWithin: 5 });
    expect(await trial()).toMatchObject({ revision, last: revision, revertTo: revision - 1, own: true });
    expect((await app.api('POST', '/trial/confirm', { last: revision - 1 })).status).toBe(409);
    expect((await app.api('POST', '/trial/take-back', { last: revision })).body).toEqual({ revision: revision + 1 });
    expect(await trial()).toBeNull();
    expect((await app.api('POST', '/trial/confirm', { last: revision + 1 })).status).toBe(404);
    expect(revisionViewSchema.parse((await app.api('GET', `/revisions/${revision}`)).body).trial).toBe('taken-back');

    const kept = await create({ confirmWithin: 5 });
    expect((await app.api('POST', '/trial/confirm', { last: kept.revision })).body).toEqual({ revision: kept.revision });
    expect((await app.api('GET', `/rules/${kept.id}`)).status).toBe(200);
  });

  test('lasts from 1 to 60 minutes', async () => {
    for (const confirmWithin of [0, 61, 1.5]) {
      expect((await app.api('POST', '/rules', { rule: { ...rule, name: 'never' }, confirmWithin })).status).toBe(422);
    }
  });

  test('of somebody else refuses a save, and says what to do', async () => {
    const content = ruleDraftSchema.parse({ ...rule, name: 'theirs' });
    await createItem(app.db, 'bob', { kind: 'rule', content }, { terms: { note: '', confirmWithin: 5 } });
    const refused = await app.api('POST', '/rules', { rule: { ...rule, name: 'mine' } });
    expect([refused.status, codeOf(refused)]).toEqual([409, 'on-trial']);
    expect(refused.body).toMatchObject({ detail: expect.stringMatching(/^bob has put revision \d+ on trial/) });
    expect(await trial()).toMatchObject({ author: 'bob', own: false });
  });

  test('whose time has run out is refused to everybody until a worker has taken it back', async () => {
    await app.db.$executeRaw`update policy_trial set deadline = clock_timestamp() where outcome is null`;
    const refused = await app.api('DELETE', `/domains/${randomUUID()}?version=${randomUUID()}`);
    expect([refused.status, codeOf(refused)]).toEqual([409, 'on-trial']);
    expect(refused.body).toMatchObject({ detail: expect.stringContaining('has run out') });
    await app.api('POST', '/trial/take-back', { last: (await trial())?.last });
  });

  test.each([
    [
      'a local domain',
      '/domains',
      {
        domain: 'tried.example',
        deliverTo: { hosts: [{ host: 'mx.tried.example', port: 25 }], encryption: 'opportunistic', certificateCheck: null },
      },
    ],
    ['the rules of Force TLS', '/rules/force-tls', { domain: 'tried.example', mode: 'enforce', in: { name: 'tried_in' }, out: null }],
  ])('can be %s', async (_, path, content) => {
    const { body } = await app.api('POST', path, { ...content, note: 'Tried', confirmWithin: 5 });
    const { revision } = forcedTlsSchema.pick({ revision: true }).parse(body);
    expect(await trial()).toMatchObject({ revision, own: true });
    expect(revisionViewSchema.parse((await app.api('GET', `/revisions/${revision}`)).body)).toMatchObject({ note: 'Tried', trial: 'open' });
    const taken = await app.api('POST', '/trial/take-back', { last: revision });
    expect(taken.body).toEqual({ revision: revision + 1 });
  });
});

test('a page of the list says which revision is in force, so that pages can be counted', async () => {
  const first = revisionListSchema.parse((await app.api('GET', '/revisions')).body);
  const early = revisionListSchema.parse((await app.api('GET', '/revisions?before=3')).body);
  expect(early.revisions.map(({ number }) => number)).toEqual([2, 1]);
  expect(early.current).toBe(first.revisions[0]?.number);
});
