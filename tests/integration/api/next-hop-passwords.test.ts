import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { ruleViewSchema, savedSchema } from '@/lib/api/contracts/rules';
import { routingViewSchema } from '@/lib/api/contracts/settings';
import { decryptSecret } from '@/lib/auth/secret-box';
import { consoleContext } from '@/lib/console/context';
import { type ConsoleUnderTest, startConsoleUnderTest, wrongValues } from './console-under-test';

// A password of a next hop comes in once, is stored encrypted, and goes out to that next hop alone.

let app: ConsoleUnderTest;
beforeAll(async () => {
  app = await startConsoleUnderTest();
});
afterAll(() => app.stop());

const SECRET = 'a password of the next hop';
const answers: unknown[] = [];

/** Remembers every answer: none may hold the password. */
async function api(...call: Parameters<ConsoleUnderTest['api']>) {
  const answer = await app.api(...call);
  answers.push(answer.body);
  return answer;
}

function rule(password: unknown, name = 'to the smart host') {
  return {
    name,
    mode: 'enforce',
    match: 'all',
    conditions: [],
    actions: [
      { action: 'relay.host', parameters: { to: 'hosts', hosts: [{ host: 'smart.example', port: 587 }] } },
      { action: 'relay.authentication', parameters: { user: 'gateway', password, mechanism: 'plain' } },
    ],
  };
}

async function passwordOf(id: string): Promise<unknown> {
  return ruleViewSchema.parse((await api('GET', `/rules/${id}`)).body).rule.actions[1]?.parameters.password;
}

test('is stored encrypted, survives a change, a copy and a restore, and is in no answer', async () => {
  const created = savedSchema.parse((await api('POST', '/rules', { rule: rule({ kind: 'typed', text: SECRET }) })).body);
  const first = await passwordOf(created.id);
  expect(first).toEqual({ kind: 'stored', id: expect.any(String) });

  const rows = z.array(z.object({ encrypted: z.string() })).parse(await app.db.$queryRaw`select encrypted from next_hop_password`);
  expect(rows.map(({ encrypted }) => decryptSecret(consoleContext().secretKey, encrypted))).toEqual([SECRET]);

  const body = { rule: { ...rule(first), comment: 'changed' }, version: created.version };
  const changed = savedSchema.parse((await api('PUT', `/rules/${created.id}`, body)).body);
  expect(await passwordOf(created.id)).toEqual(first);

  const copy = savedSchema.parse((await api('POST', `/rules/${created.id}/duplicate`)).body);
  expect(await passwordOf(copy.id)).toEqual(first);

  const replaced = { rule: rule({ kind: 'typed', text: 'another one' }), version: changed.version };
  const { revision } = savedSchema.parse((await api('PUT', `/rules/${created.id}`, replaced)).body);
  expect(await passwordOf(created.id)).not.toEqual(first);

  expect((await api('GET', `/revisions/${created.revision}/difference/${revision}`)).status).toBe(200);
  expect((await api('POST', `/revisions/${created.revision}/restore`, { current: revision })).status).toBe(200);
  expect(await passwordOf(created.id)).toEqual(first);

  const draft = { id: created.id, rule: rule({ kind: 'typed', text: SECRET }) };
  const mail = { client: '192.0.2.7', encryption: 'starttls', user: 'me', sender: 'a@b.example', recipients: ['c@d.example'], size: 100 };
  const simulated = await api('POST', '/simulations', { mail: { ...mail, time: '2026-11-24T06:30:00Z' }, draft });
  expect(simulated.body).toMatchObject({ recipients: [{ delivery: { notes: ['The gateway signs in as "gateway".'] } }] });

  expect(JSON.stringify(answers)).not.toContain(SECRET);
  const everything = await app.db.$queryRaw`select content::text from policy_item union all select detail::text from audit_event`;
  expect(JSON.stringify(everything)).not.toContain(SECRET);
});

test('of the smart host is kept alike', async () => {
  const { version, settings } = routingViewSchema.parse((await api('GET', '/settings/routing')).body);
  const target = { hosts: [{ host: 'smart.example', port: 587 }], encryption: 'starttls', certificateCheck: null };
  const put = (encryption: string, password: unknown, seen = version) =>
    api('PUT', '/settings/routing', {
      version: seen,
      settings: { ...settings, smartHost: { ...target, encryption, authentication: { user: 'gateway', password } } },
    });
  expect(wrongValues(await put('opportunistic', { kind: 'typed', text: SECRET }))).toEqual([
    'settings.smartHost.authentication: authentication.needs-encryption',
  ]);
  expect((await put('starttls', { kind: 'typed', text: SECRET })).status).toBe(200);
  const { settings: saved } = routingViewSchema.parse((await api('GET', '/settings/routing')).body);
  expect(saved.smartHost?.authentication).toEqual({
    user: 'gateway',
    password: { kind: 'stored', id: expect.any(String) },
    mechanism: 'any',
  });
  expect(JSON.stringify(answers)).not.toContain(SECRET);
});

test('that is not stored here is refused at its field', async () => {
  const unknown = { kind: 'stored', id: '00000000-0000-4000-8000-000000000000' };
  expect(wrongValues(await api('POST', '/rules', { rule: rule(unknown, 'unknown') }))).toEqual([
    'rule.actions.1.parameters.password: password.unknown',
  ]);
  expect(wrongValues(await api('POST', '/rules', { rule: rule({ kind: 'typed', text: '' }, 'empty') }))).toEqual([
    'rule.actions.1.parameters.password.text: text.empty',
  ]);
});
