import { randomUUID } from 'node:crypto';
import type { Prisma } from '@/lib/db/generated/prisma/client';
import type { Database } from '@/lib/db/prisma';
import { hashPassword } from './password-hash';
import { newSecret, secretDigest } from './secret-digest';

/** "ADMI": whoever makes the first administrator holds this advisory lock, so that there is one first. */
const FIRST_ADMINISTRATOR_LOCK = 0x41444d49;

export interface NewAdministrator {
  readonly name: string;
  /** Lower case. */
  readonly email: string;
  readonly password: string;
}

/** Makes the administrator of ADMIN_EMAIL and ADMIN_PASSWORD, unless there is an administrator already. Returns whether it did. */
export async function ensureFirstAdministrator(db: Database, { email, password }: Omit<NewAdministrator, 'name'>): Promise<boolean> {
  const passwordHash = await hashPassword(password);
  return asFirst(db, async (tx) => {
    await createAdministrator(tx, { name: email, email: email.toLowerCase(), passwordHash });
    return true;
  });
}

/** Path and query of a new one-time link that creates the first administrator; null when there is an administrator already. */
export async function issueSetupLink(db: Database): Promise<string | null> {
  if (await hasAdministrator(db)) return null;
  const token = newSecret();
  await db.setupLink.create({ data: { sha256: secretDigest(token) } });
  return `/setup?token=${token}`;
}

/** Whether the link still creates an administrator. */
export async function isSetupLinkValid(db: Database, token: string): Promise<boolean> {
  const link = await db.setupLink.findUnique({ where: { sha256: secretDigest(token) } });
  return link !== null && link.usedAt === null && !(await hasAdministrator(db));
}

/** Makes the first administrator by a one-time link. Returns false, and makes nobody, when the link is not, or no longer, valid. */
export async function createByLink(db: Database, token: string, administrator: NewAdministrator): Promise<boolean> {
  // Before the costly hash, so that guessing costs us nothing; what counts is the check under the lock.
  if (!(await isSetupLinkValid(db, token))) return false;
  const passwordHash = await hashPassword(administrator.password);
  return asFirst(db, async (tx) => {
    const { count } = await tx.setupLink.updateMany({ where: { sha256: secretDigest(token), usedAt: null }, data: { usedAt: new Date() } });
    if (count === 0) return false;
    await createAdministrator(tx, { ...administrator, passwordHash });
    return true;
  });
}

async function hasAdministrator(db: Database | Prisma.TransactionClient): Promise<boolean> {
  return (await db.user.findFirst({ select: { id: true } })) !== null;
}

/** Runs `make` alone and only while there is no administrator; false otherwise. */
function asFirst(db: Database, make: (tx: Prisma.TransactionClient) => Promise<boolean>): Promise<boolean> {
  return db.$transaction(async (tx) => {
    await tx.$executeRaw`select pg_advisory_xact_lock(${FIRST_ADMINISTRATOR_LOCK})`;
    return (await hasAdministrator(tx)) ? false : make(tx);
  });
}

async function createAdministrator(
  tx: Prisma.TransactionClient,
  { name, email, passwordHash }: Omit<NewAdministrator, 'password'> & { readonly passwordHash: string },
): Promise<void> {
  const id = randomUUID();
  await tx.user.create({
    data: {
      id,
      name,
      email,
      emailVerified: true,
      // As better-auth stores a password: the account of the provider "credential".
      accounts: { create: { id: randomUUID(), accountId: id, providerId: 'credential', password: passwordHash } },
    },
  });
}
