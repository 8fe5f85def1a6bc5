import { afterAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { localDomainListSchema } from '@/lib/api/contracts/domains';
import { revisionListSchema } from '@/lib/api/contracts/revisions';
import { savedSchema } from '@/lib/api/contracts/rules';
import { acceptanceViewSchema, routingViewSchema } from '@/lib/api/contracts/settings';
import { smtpUserViewSchema } from '@/lib/api/contracts/smtp-users';
import { ensureFirstAdministrator } from '@/lib/auth/first-administrator';
import { verifyPassword } from '@/lib/auth/password-hash';
import { codeOf, cookiesOf, startConsoleUnderTest, wrongValues } from './console-under-test';

const app = await startConsoleUnderTest();
afterAll(() => app.stop());

const target = { hosts: [{ host: 'Mail.Ours.example', port: null }], encryption: 'starttls', certificateCheck: null };

describe('basic settings', () => {
  test('of acceptance: saved, refused to whoever has seen others, unchanged without a revision', async () => {
    const { version, settings } = acceptanceViewSchema.parse((await app.api('GET', '/settings/acceptance')).body);
    const put = (seen: string, banner: string) =>
      app.api('PUT', '/settings/acceptance', { version: seen, settings: { ...settings, banner } });
    const saved = savedSchema.parse((await put(version, 'first')).body);
    const second = await put(version, 'second');
    expect([second.status, codeOf(second)]).toEqual([409, 'conflict']);
    expect(second.body).toMatchObject({ current: { version: saved.version, settings: { banner: 'first' } } });
    expect(savedSchema.parse((await put(saved.version, 'first')).body).revision).toBe(saved.revision);
  });

  test('of routing: what is not valid stands at its field', async () => {
    const { version, settings } = routingViewSchema.parse((await app.api('GET', '/settings/routing')).body);
    const answer = await app.api('PUT', '/settings/routing', {
      version,
      settings: { ...settings, relayNetworks: ['192.0.2.0/24', 'everyone'], retryDelays: [], smartHost: { ...target, hosts: [] } },
    });
    expect(wrongValues(answer).sort()).toEqual([
      'settings.relayNetworks.1: network.invalid',
      'settings.retryDelays: list.empty',
      'settings.smartHost.hosts: hosts.empty',
    ]);
  });

  test('of routing: DANE is refused for a host that is named by its address', async () => {
    const { version, settings } = routingViewSchema.parse((await app.api('GET', '/settings/routing')).body);
    const smartHost = { ...target, hosts: [{ host: '192.0.2.1', port: null }], certificateCheck: { kind: 'dane' } };
    const answer = await app.api('PUT', '/settings/routing', { version, settings: { ...settings, smartHost } });
    expect(wrongValues(answer)).toEqual(['settings.smartHost.certificateCheck: check.dane-needs-name']);
  });
});

describe('local domains', () => {
  test('are added, changed and deleted, each domain once', async () => {
    const created = await app.api('POST', '/domains', { domain: 'Ours.example', deliverTo: target });
    expect(created.status).toBe(201);
    const { id, version } = savedSchema.parse(created.body);
    expect(wrongValues(await app.api('POST', '/domains', { domain: 'OURS.example', deliverTo: target }))).toEqual(['domain: domain.taken']);
    expect(wrongValues(await app.api('POST', '/domains', { domain: 'https://ours.example', deliverTo: target }))).toEqual([
      'domain: domain.invalid',
    ]);
    const list = localDomainListSchema.parse((await app.api('GET', '/domains')).body);
    expect(list.domains).toMatchObject([{ id, version, domain: 'ours.example', deliverTo: { hosts: [{ host: 'mail.ours.example' }] } }]);
    const domain = { domain: 'ours.example', deliverTo: { ...target, encryption: 'implicit' } };
    const changed = savedSchema.parse((await app.api('PUT', `/domains/${id}`, { domain, version })).body);
    expect((await app.api('PUT', `/domains/${id}`, { domain: { ...domain, deliverTo: target }, version })).status).toBe(409);
    expect((await app.api('DELETE', `/domains/${id}?version=${changed.version}`)).status).toBe(200);
    expect((await app.api('GET', `/domains/${id}`)).status).toBe(404);
  });
});

describe('SMTP users', () => {
  test('have a password that is stored hashed and never given back', async () => {
    const password = 'a password that is long';
    const created = await app.api('POST', '/smtp-users', { name: ' Scanner@Ours.example', password });
    expect(created.status).toBe(201);
    const user = smtpUserViewSchema.parse(created.body);
    expect(user).toMatchObject({ name: 'scanner@ours.example', enabled: true, note: '' });
    const stored = async () => (await app.db.smtpUser.findUniqueOrThrow({ where: { id: user.id } })).passwordHash;
    expect(await verifyPassword(password, await stored())).toBe(true);
    for (const answer of [created, await app.api('GET', '/smtp-users')]) {
      expect(JSON.stringify(answer.body)).not.toContain('scrypt');
      expect(JSON.stringify(answer.body)).not.toContain(password);
    }

    await app.api('PUT', `/smtp-users/${user.id}`, { enabled: false, note: 'second floor', password: null });
    expect(await verifyPassword(password, await stored())).toBe(true);
    await app.api('PUT', `/smtp-users/${user.id}`, { enabled: true, note: '', password: 'quite another password' });
    expect(await verifyPassword('quite another password', await stored())).toBe(true);
    expect(JSON.stringify(await app.db.auditEvent.findMany({ select: { detail: true } }))).not.toContain('quite another');
  });

  test('have names of their own', async () => {
    const body = { name: 'printer', password: 'a password that is long' };
    const { id } = smtpUserViewSchema.parse((await app.api('POST', '/smtp-users', body)).body);
    expect(wrongValues(await app.api('POST', '/smtp-users', { ...body, name: 'PRINTER' }))).toEqual(['name: name.taken']);
    expect(wrongValues(await app.api('POST', '/smtp-users', { name: 'a b', password: 'short' }))).toEqual([
      'name: smtp-user.name',
      'password: password.too-short',
    ]);
    expect((await app.api('DELETE', `/smtp-users/${id}`)).status).toBe(200);
    expect((await app.api('DELETE', `/smtp-users/${id}`)).status).toBe(404);
  });
});

test('revisions are listed newest first, with author and changes, 50 a page', async () => {
  const first = revisionListSchema.parse((await app.api('GET', '/revisions')).body);
  expect(first.revisions[0]).toMatchObject({
    author: 'API token API_TOKEN',
    changes: [{ action: 'delete', kind: 'local_domain', name: 'ours.example' }],
  });
  expect(first.nextBefore).toBeNull();
  const { version, settings } = acceptanceViewSchema.parse((await app.api('GET', '/settings/acceptance')).body);
  let seen = version;
  for (let n = 0; n < 50; n += 1) {
    const body = { version: seen, settings: { ...settings, banner: `banner ${n}` } };
    seen = z.object({ version: z.string() }).parse((await app.api('PUT', '/settings/acceptance', body)).body).version;
  }
  const page = revisionListSchema.parse((await app.api('GET', '/revisions')).body);
  expect(page.revisions).toHaveLength(50);
  const next = revisionListSchema.parse((await app.api('GET', `/revisions?before=${page.nextBefore}`)).body);
  expect(next.revisions.map(({ number }) => number)).toEqual(first.revisions.map(({ number }) => number));
});

test('with the database away the answer is 503, and says nothing of our insides', async () => {
  const credentials = { email: 'ada@siegel.example', password: 'a password that is long' };
  await ensureFirstAdministrator(app.db, credentials);
  const cookie = cookiesOf(await app.send('POST', '/sign-in/email', { body: credentials }));
  expect((await app.send('GET', '/rules', { headers: { cookie } })).status).toBe(200);
  await app.database.drop();
  const answers = [
    await app.api('GET', '/rules'),
    await app.send('GET', '/rules', { headers: { cookie } }),
    await app.send('POST', '/sign-in/email', { body: credentials }),
  ];
  for (const answer of answers) {
    expect([answer.status, codeOf(answer)]).toEqual([503, 'unavailable']);
    expect(answer.headers.get('retry-after')).toBe('5');
    expect(JSON.stringify(answer.body)).not.toMatch(/prisma|postgres|\.ts/i);
  }
});
