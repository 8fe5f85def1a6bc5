import { z } from 'zod';
import type { Method } from '@/lib/api/route';
import { ROUTES } from '@/lib/api/routes';
import { signInRoute, signOutRoute } from '@/lib/api/routes/session';
import { ensureApiToken } from '@/lib/auth/api-token';
import { closeConsole, consoleContext } from '@/lib/console/context';
import type { Database } from '@/lib/db/prisma';
import { ensureFirstRevision } from '@/lib/revisions/first-revision';
import { createTestDatabase, type TestDatabase } from '@/tests/support/database';

export const TOKEN = 'a token of the tests, for nothing else';
export const HOST = 'console.example:3000';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Null where it is no JSON. */
  readonly body: unknown;
}

interface Sent {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The handlers of the API in this process, against a database of their own, as Next calls them. */
export interface ConsoleUnderTest {
  readonly db: Database;
  readonly database: TestDatabase;
  /** As a program with the API token. */
  api(method: Method, path: string, body?: unknown): Promise<Answer>;
  /** With these headers and no others. `path` is below /api/v1 or, for the session, /api/auth. */
  send(method: Method, path: string, sent?: Sent): Promise<Answer>;
  stop(): Promise<void>;
}

/** One console a process: the context is the process's own. */
export async function startConsoleUnderTest(): Promise<ConsoleUnderTest> {
  const database = await createTestDatabase();
  process.env.DATABASE_URL = database.url;
  process.env.SECRET_KEY = 'a secret that is for tests alone.';
  process.env.LOG_LEVEL = 'silent';
  const { db } = consoleContext();
  await ensureFirstRevision(db);
  await ensureApiToken(db, TOKEN);
  const send = async (method: Method, pathAndQuery: string, { body, headers = {} }: Sent = {}): Promise<Answer> => {
    const url = new URL(pathAndQuery, 'http://below');
    const { handle, params } = find(method, url.pathname);
    const request = new Request(`http://${HOST}/api/v1${url.pathname}${url.search}`, {
      method,
      headers: { host: HOST, ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const response = await handle(request, { params: Promise.resolve(params) });
    return { status: response.status, headers: response.headers, body: await bodyOf(response) };
  };
  return {
    db,
    database,
    send,
    api: (method, pathAndQuery, body) => send(method, pathAndQuery, { body, headers: { authorization: `Bearer ${TOKEN}` } }),
    stop: async () => {
      await closeConsole();
      await database.drop();
    },
  };
}

/** What is no JSON is not waited for: a stream may never end. */
async function bodyOf(response: Response): Promise<unknown> {
  if (/json\b/.test(response.headers.get('content-type') ?? '')) return response.json();
  await response.body?.cancel();
  return null;
}

function find(method: Method, pathname: string) {
  for (const route of [...ROUTES, signInRoute, signOutRoute]) {
    const names = [...route.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
    const values = new RegExp(`^${route.path.replace(/\{\w+\}/g, '([^/]+)')}$`).exec(pathname)?.slice(1);
    if (route.method !== method || values === undefined) continue;
    return { handle: route.handle, params: Object.fromEntries(names.map((name, i) => [name, decodeURIComponent(values[i] ?? '')])) };
  }
  throw new Error(`no route ${method} ${pathname}`);
}

const problemBody = z.object({
  code: z.string(),
  invalidParams: z.array(z.object({ path: z.array(z.union([z.string(), z.number()])), code: z.string(), message: z.string() })).default([]),
});

/** The machine code of a refusal. */
export function codeOf(answer: Answer): string {
  return problemBody.parse(answer.body).code;
}

/** What is wrong, as `rule.conditions.0.parameters.domains.1: domain.invalid`. */
export function wrongValues(answer: Answer): string[] {
  return problemBody.parse(answer.body).invalidParams.map((value) => `${value.path.join('.')}: ${value.code}`);
}

/** Cookies of an answer, as a browser sends them back. */
export function cookiesOf(answer: Answer): string {
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0] ?? '')
    .join('; ');
}
