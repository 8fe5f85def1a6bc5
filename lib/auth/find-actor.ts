import type { Database } from '@/lib/db/prisma';
import type { Actor } from './actor';
import { findApiToken } from './api-token';
import { authOfCookie, type ConsoleAuths } from './console-auth';

/**
 * Who sends a request: by its bearer token if it carries an Authorization header, else by its session's cookie. Null for a stranger;
 * a wrong token is never made up for by a cookie.
 */
export async function findActor(db: Database, auths: ConsoleAuths, headers: Headers): Promise<Actor | null> {
  const authorization = headers.get('authorization');
  if (authorization !== null) {
    const token = /^Bearer +(.*\S)/i.exec(authorization)?.[1];
    const known = token === undefined ? null : await findApiToken(db, token, new Date());
    return known && { kind: 'api-token', ...known };
  }
  if (!headers.has('cookie')) return null;
  const session = await authOfCookie(auths, headers).api.getSession({ headers });
  return session && { kind: 'administrator', id: session.user.id, name: session.user.name, email: session.user.email };
}
