import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROUTES } from '@/lib/api/routes';
import { type ConsoleUnderTest, codeOf, startConsoleUnderTest, TOKEN } from './console-under-test';

const ID = '0199aaaa-bbbb-7ccc-8ddd-eeeeffff0000';
const closed = ROUTES.filter((route) => !route.open).map(({ method, path }) => ({ method, path: path.replace('{id}', ID) }));

let app: ConsoleUnderTest;
beforeAll(async () => {
  app = await startConsoleUnderTest();
});
afterAll(() => app.stop());

test('only the one-time link is open', () => {
  expect(ROUTES.filter((route) => route.open).map(({ path }) => path)).toEqual(['/setup']);
});

describe.each(closed)('$method $path', ({ method, path }) => {
  const body = method === 'GET' || method === 'DELETE' ? undefined : {};

  test('refuses a stranger, before it looks at what was sent', async () => {
    const answer = await app.send(method, path, { body });
    expect([answer.status, codeOf(answer)]).toEqual([401, 'unauthorized']);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
  });

  test('refuses a wrong token and a wrong cookie', async () => {
    for (const headers of [
      { authorization: 'Bearer wrong' },
      { authorization: 'Basic YWRtaW46YWRtaW4=' },
      { cookie: 'siegel.session_token=made.up' },
      { cookie: '__Secure-siegel.session_token=made.up' },
    ]) {
      expect((await app.send(method, path, { body, headers })).status).toBe(401);
    }
  });

  test('knows the API token', async () => {
    const answer = await app.send(method, path, { body, headers: { authorization: `Bearer ${TOKEN}` } });
    expect(answer.status).not.toBe(401);
    expect(answer.status).toBeLessThan(500);
  });
});

test('a token that was deleted is unknown', async () => {
  const headers = { authorization: `Bearer ${TOKEN}` };
  expect((await app.send('GET', '/rules', { headers })).status).toBe(200);
  await app.db.apiToken.deleteMany();
  expect((await app.send('GET', '/rules', { headers })).status).toBe(401);
});
