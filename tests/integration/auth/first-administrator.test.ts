import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ensureFirstAdministrator, isSetupLinkValid, issueSetupLink } from '@/lib/auth/first-administrator';
import { type ConsoleUnderTest, codeOf, startConsoleUnderTest, wrongValues } from '@/tests/integration/api/console-under-test';

let app: ConsoleUnderTest;
beforeAll(async () => {
  app = await startConsoleUnderTest();
});
afterAll(() => app.stop());
beforeEach(async () => {
  await app.db.user.deleteMany();
  await app.db.setupLink.deleteMany();
});

const ADA = { name: 'Ada', email: ' Ada@Siegel.example ', password: 'a password that is long' };

async function issuedToken(): Promise<string> {
  const path = await issueSetupLink(app.db);
  expect(path).toMatch(/^\/setup\?token=[\w-]{43}$/);
  return new URL(path ?? '', 'http://console').searchParams.get('token') ?? '';
}

const setUp = (token: string, changes: Record<string, unknown> = {}) => app.send('POST', '/setup', { body: { token, ...ADA, ...changes } });

describe('the one-time link', () => {
  test('makes the first administrator, who can sign in', async () => {
    const token = await issuedToken();
    expect(await isSetupLinkValid(app.db, token)).toBe(true);
    expect((await setUp(token)).status).toBe(201);
    const signedIn = await app.send('POST', '/sign-in/email', { body: { email: 'ada@siegel.example', password: ADA.password } });
    expect(signedIn.status).toBe(200);
  });

  test('works once', async () => {
    const token = await issuedToken();
    await setUp(token);
    const again = await setUp(token, { email: 'mallory@siegel.example' });
    expect([again.status, codeOf(again)]).toEqual([403, 'link-invalid']);
    expect(await app.db.user.count()).toBe(1);
    expect(await isSetupLinkValid(app.db, token)).toBe(false);
  });

  test('works once, however many come at the same moment, and with however many links', async () => {
    const tokens = [await issuedToken(), await issuedToken()];
    const answers = await Promise.all([0, 1, 2, 3].map((n) => setUp(tokens[n % 2] ?? '', { email: `admin${n}@siegel.example` })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 403, 403, 403]);
    expect(await app.db.user.count()).toBe(1);
  });

  test('is not guessed', async () => {
    await issuedToken();
    expect((await setUp('made-up')).status).toBe(403);
  });

  test('is not stored', async () => {
    const token = await issuedToken();
    expect(JSON.stringify(await app.db.setupLink.findMany())).not.toContain(token);
  });

  test('is not used up by what is not valid', async () => {
    const token = await issuedToken();
    const answer = await setUp(token, { name: '', email: 'ada', password: 'short' });
    expect(wrongValues(answer)).toEqual(['name: name.empty', 'email: address.invalid', 'password: password.too-short']);
    expect((await setUp(token)).status).toBe(201);
  });

  test('is refused to a page of another site', async () => {
    const token = await issuedToken();
    const answer = await app.send('POST', '/setup', { body: { token, ...ADA }, headers: { origin: 'https://evil.example' } });
    expect(answer.status).toBe(403);
  });
});

describe('the administrator of the settings', () => {
  test('is made once; afterwards there is no link, and a link from before is worthless', async () => {
    const token = await issuedToken();
    const given = { email: 'Admin@Siegel.example', password: 'first long password' };
    expect(await ensureFirstAdministrator(app.db, given)).toBe(true);
    expect(await ensureFirstAdministrator(app.db, { ...given, password: 'second long password' })).toBe(false);
    expect(await issueSetupLink(app.db)).toBeNull();
    expect((await setUp(token)).status).toBe(403);
    const signIn = (password: string) => app.send('POST', '/sign-in/email', { body: { email: 'admin@siegel.example', password } });
    expect((await signIn('first long password')).status).toBe(200);
    expect((await signIn('second long password')).status).toBe(401);
  });
});
