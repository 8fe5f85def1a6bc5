import type { Database } from '@/lib/db/prisma';
import { secretDigest } from './secret-digest';

/** `lastUsedAt` is written at most this often, so that a busy client costs no write per request. */
const LAST_USED_STEP_MS = 60_000;

/** Accepts this token (the setting API_TOKEN) from now on, with all rights. A token set earlier stays accepted until it is deleted. */
export async function ensureApiToken(db: Database, token: string): Promise<void> {
  const sha256 = secretDigest(token);
  await db.apiToken.upsert({ where: { sha256 }, create: { name: 'API_TOKEN', sha256 }, update: {} });
}

export interface KnownToken {
  readonly id: string;
  readonly name: string;
}

/** The API token that this secret is, or null. */
export async function findApiToken(db: Database, token: string, now: Date): Promise<KnownToken | null> {
  const known = await db.apiToken.findUnique({ where: { sha256: secretDigest(token) } });
  if (known === null) return null;
  const fresh = known.lastUsedAt !== null && now.getTime() - known.lastUsedAt.getTime() < LAST_USED_STEP_MS;
  if (!fresh) await db.apiToken.updateMany({ where: { id: known.id }, data: { lastUsedAt: now } });
  return { id: known.id, name: known.name };
}
