import { betterAuth } from 'better-auth';
import { prismaAdapter } from 'better-auth/adapters/prisma';
import type { Database } from '@/lib/db/prisma';
import { hashPassword, verifyPassword } from './password-hash';
import type { SecretKey } from './secret-key';

const MINIMUM_PASSWORD_LENGTH = 12;
const SESSION_SECONDS = 7 * 24 * 3600;
const COOKIE_PREFIX = 'siegel';

/** Sessions and passwords of the console. One of two, by whether the browser came over https: its cookie is then bound to https. */
export type ConsoleAuth = ReturnType<typeof openAuth>;
export interface ConsoleAuths {
  readonly https: ConsoleAuth;
  readonly http: ConsoleAuth;
}

export function openConsoleAuths(db: Database, key: SecretKey): ConsoleAuths {
  return { https: openAuth(db, key, true), http: openAuth(db, key, false) };
}

/** For making a session: whether this request reached the browser's end over https, as the browser (Origin) or a proxy before us says. */
export function authFor(auths: ConsoleAuths, headers: Headers): ConsoleAuth {
  const https = headers.get('origin')?.startsWith('https://') === true || headers.get('x-forwarded-proto') === 'https';
  return https ? auths.https : auths.http;
}

/** For reading a session: the one that the cookie at hand is of. */
export function authOfCookie(auths: ConsoleAuths, headers: Headers): ConsoleAuth {
  return headers.get('cookie')?.includes(`__Secure-${COOKIE_PREFIX}.`) === true ? auths.https : auths.http;
}

function openAuth(db: Database, key: SecretKey, https: boolean) {
  return betterAuth({
    appName: 'Siegel',
    // Nothing is built from it: its routes are not exposed (app/api/auth calls two of its functions).
    baseURL: `${https ? 'https' : 'http'}://console.invalid`,
    secret: key.derive('console-sessions').toString('base64url'),
    database: prismaAdapter(db, { provider: 'postgresql' }),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: MINIMUM_PASSWORD_LENGTH,
      maxPasswordLength: 256,
      password: { hash: hashPassword, verify: ({ hash, password }) => verifyPassword(password, hash) },
    },
    session: { expiresIn: SESSION_SECONDS, disableSessionRefresh: true },
    advanced: {
      cookiePrefix: COOKIE_PREFIX,
      useSecureCookies: https,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/' },
      // X-Forwarded-For is whatever a client writes (attempt-limit.ts).
      ipAddress: { disableIpTracking: true },
    },
    // Ours counts per account (attempt-limit.ts).
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    // Its errors reach whoever called, and are logged there.
    logger: { disabled: true },
  });
}
