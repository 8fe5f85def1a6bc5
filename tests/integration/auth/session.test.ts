import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ensureFirstAdministrator } from '@/lib/auth/first-administrator';
import {
  type ConsoleUnderTest,
  codeOf,
  cookiesOf,
  HOST,
  startConsoleUnderTest,
  TOKEN,
  wrongValues,
} from '@/tests/integration/api/console-under-test';

const EMAIL = 'Admin@Siegel.example';
const PASSWORD = 'correct horse battery staple';

let app: ConsoleUnderTest;
beforeAll(async () => {
  app = await startConsoleUnderTest();
  await ensureFirstAdministrator(app.db, { email: EMAIL, password: PASSWORD });
});
afterAll(() => app.stop());
beforeEach(async () => {
  await app.db.rateLimit.deleteMany();
  await app.db.session.deleteMany();
});

const signIn = (password = PASSWORD, { email = EMAIL, ...headers }: Record<string, string> = {}) =>
  app.send('POST', '/sign-in/email', { body: { email, password }, headers });

async function signedIn(): Promise<string> {
  const answer = await signIn();
  expect(answer.status).toBe(200);
  return cookiesOf(answer);
}

describe('signing in', () => {
  test('gives a cookie that opens the API, until signing out', async () => {
    const cookie = await signedIn();
    expect((await app.send('GET', '/rules', { headers: { cookie } })).status).toBe(200);
    const out = await app.send('POST', '/sign-out', { headers: { cookie, origin: `http://${HOST}` } });
    expect(out.status).toBe(200);
    expect((await app.send('GET', '/rules', { headers: { cookie } })).status).toBe(401);
    expect(await app.db.session.count()).toBe(0);
  });

  test('keeps the cookie from scripts and other sites, and over https from plain http', async () => {
    const [plain] = (await signIn()).headers.getSetCookie();
    expect(plain).toMatch(/^siegel\.session_token=/);
    expect(plain).toMatch(/HttpOnly/);
    expect(plain).toMatch(/SameSite=Lax/);
    expect(plain).not.toMatch(/Secure/);
    for (const headers of [{ origin: `https://${HOST}` }, { 'x-forwarded-proto': 'https' }]) {
      const answer = await signIn(PASSWORD, headers);
      const [cookie] = answer.headers.getSetCookie();
      expect(cookie).toMatch(/^__Secure-siegel\.session_token=.*Secure/);
      expect((await app.send('GET', '/rules', { headers: { cookie: cookiesOf(answer) } })).status).toBe(200);
    }
  });

  test('refuses a wrong password and an unknown address alike', async () => {
    const wrong = await signIn('wrong password 123');
    const unknown = await signIn(PASSWORD, { email: 'nobody@siegel.example' });
    expect([wrong.status, codeOf(wrong)]).toEqual([401, 'wrong-credentials']);
    expect(unknown.body).toEqual(wrong.body);
    expect(wrong.headers.getSetCookie()).toEqual([]);
  });

  test('is refused to a page of another site', async () => {
    for (const headers of [{ origin: 'https://evil.example' }, { origin: 'null' }, { 'sec-fetch-site': 'cross-site' }]) {
      const answer = await signIn(PASSWORD, headers);
      expect([answer.status, codeOf(answer)]).toEqual([403, 'cross-origin']);
    }
  });

  test('is in the audit log, whether it worked or not', async () => {
    await app.db.auditEvent.deleteMany();
    await signIn('wrong password 123');
    await signIn();
    const events = await app.db.auditEvent.findMany({ orderBy: { id: 'asc' } });
    expect(events.map(({ actor, action }) => [actor, action])).toEqual([
      [EMAIL.toLowerCase(), 'session.sign-in-refused'],
      [EMAIL.toLowerCase(), 'session.sign-in'],
    ]);
  });

  test('nobody can register', async () => {
    await expect(app.send('POST', '/sign-up/email')).rejects.toThrow('no route');
  });
});

describe('wrong passwords', () => {
  test('are counted per account, whatever address the client claims to have', async () => {
    for (let attempt = 1; attempt <= 5; attempt += 1) {
      expect((await signIn('wrong password 123', { 'x-forwarded-for': `192.0.2.${attempt}` })).status).toBe(401);
    }
    const sixth = await signIn(PASSWORD, { 'x-forwarded-for': '198.51.100.7' });
    expect([sixth.status, codeOf(sixth)]).toEqual([429, 'rate-limited']);
    expect(Number(sixth.headers.get('retry-after'))).toBeGreaterThan(50);
    // The letter case of the address is no way round.
    expect((await signIn(PASSWORD, { email: EMAIL.toUpperCase() })).status).toBe(429);
  });

  test('of one account do not lock another out', async () => {
    for (let attempt = 1; attempt <= 6; attempt += 1) await signIn('wrong password 123', { email: 'other@siegel.example' });
    expect((await signIn()).status).toBe(200);
  });

  test('are forgotten after the right one, and after a minute', async () => {
    for (let attempt = 1; attempt <= 4; attempt += 1) await signIn('wrong password 123');
    expect((await signIn()).status).toBe(200);
    for (let attempt = 1; attempt <= 5; attempt += 1) expect((await signIn('wrong password 123')).status).toBe(401);
    expect((await signIn()).status).toBe(429);
    await app.db.rateLimit.updateMany({ data: { lastRequest: BigInt(Date.now() - 61_000) } });
    expect((await signIn()).status).toBe(200);
  });

  test('sent at the same moment are all counted', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => signIn('wrong password 123')));
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(5);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(7);
  });
});

describe('a session', () => {
  test('does not let another site write', async () => {
    const cookie = await signedIn();
    const send = (headers: Record<string, string>) => app.send('POST', '/queue/actions', { body: {}, headers: { cookie, ...headers } });
    expect((await send({ origin: 'https://evil.example' })).status).toBe(403);
    expect((await send({ 'sec-fetch-site': 'same-site' })).status).toBe(403);
    expect((await send({ origin: `http://${HOST}`, 'sec-fetch-site': 'same-origin' })).status).toBe(422);
  });

  test('ends', async () => {
    const cookie = await signedIn();
    await app.db.session.updateMany({ data: { expiresAt: new Date(Date.now() - 1000) } });
    expect((await app.send('GET', '/rules', { headers: { cookie } })).status).toBe(401);
  });
});

describe('changing the password', () => {
  const change = (cookie: string, body: Record<string, unknown>) =>
    app.send('PUT', '/account/password', { body, headers: { cookie, origin: `http://${HOST}` } });

  test('asks for the present one', async () => {
    const cookie = await signedIn();
    const answer = await change(cookie, { currentPassword: 'wrong password 123', newPassword: 'another long password' });
    expect(wrongValues(answer)).toEqual(['currentPassword: password.wrong']);
    expect((await signIn()).status).toBe(200);
  });

  test('asks for at least twelve characters', async () => {
    const answer = await change(await signedIn(), { currentPassword: PASSWORD, newPassword: 'eleven chrs' });
    expect(wrongValues(answer)).toEqual(['newPassword: password.too-short']);
  });

  test('ends every other session and goes on with the present one', async () => {
    const [other, present] = [await signedIn(), await signedIn()];
    const answer = await change(present, { currentPassword: PASSWORD, newPassword: 'another long password' });
    expect(answer.status).toBe(200);
    expect((await app.send('GET', '/rules', { headers: { cookie: other } })).status).toBe(401);
    expect((await app.send('GET', '/rules', { headers: { cookie: cookiesOf(answer) } })).status).toBe(200);
    expect((await signIn()).status).toBe(401);
    await change(cookiesOf(answer), { currentPassword: 'another long password', newPassword: PASSWORD });
  });

  test('wrong guesses of the present one are limited', async () => {
    const cookie = await signedIn();
    const guess = () => change(cookie, { currentPassword: 'wrong password 123', newPassword: 'another long password' });
    for (let attempt = 1; attempt <= 5; attempt += 1) expect((await guess()).status).toBe(422);
    expect((await guess()).status).toBe(429);
  });

  test('is nothing for an API token', async () => {
    const body = { currentPassword: PASSWORD, newPassword: 'another long password' };
    const answer = await app.send('PUT', '/account/password', { body, headers: { authorization: `Bearer ${TOKEN}` } });
    expect([answer.status, codeOf(answer)]).toEqual([403, 'forbidden']);
  });
});
