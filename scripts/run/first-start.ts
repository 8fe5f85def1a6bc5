import { ensureApiToken } from '@/lib/auth/api-token';
import { ensureFirstAdministrator, issueSetupLink } from '@/lib/auth/first-administrator';
import { loadSecretKey } from '@/lib/auth/secret-key';
import { openDatabase } from '@/lib/db/prisma';
import type { Env } from '@/lib/env';
import { ensureFirstRevision } from '@/lib/revisions/first-revision';
import { Problem } from './problem';

/**
 * Gives a new installation what it needs to be used: the secret key, the first revision, the first administrator or a link that makes
 * one, the API token. What is there already is left alone.
 * @returns path and query of the link; null when there is an administrator
 */
export async function prepareFirstStart(env: Env, databaseUrl: string): Promise<string | null> {
  try {
    loadSecretKey(env);
  } catch (error) {
    throw new Problem(error instanceof Error ? error.message : String(error));
  }
  const db = openDatabase(databaseUrl);
  try {
    await ensureFirstRevision(db);
    if (env.ADMIN_EMAIL !== undefined && env.ADMIN_PASSWORD !== undefined) {
      await ensureFirstAdministrator(db, { email: env.ADMIN_EMAIL, password: env.ADMIN_PASSWORD });
    }
    if (env.API_TOKEN !== undefined) await ensureApiToken(db, env.API_TOKEN);
    return await issueSetupLink(db);
  } finally {
    await db.$disconnect();
  }
}

/** Whether the SMTP listeners show a certificate that they have made themselves. */
export async function isCertificateSelfSigned(databaseUrl: string): Promise<boolean> {
  const db = openDatabase(databaseUrl);
  try {
    const newest = await db.tlsCertificate.findFirst({ orderBy: { createdAt: 'desc' }, select: { selfSigned: true } });
    return newest?.selfSigned ?? false;
  } finally {
    await db.$disconnect();
  }
}
