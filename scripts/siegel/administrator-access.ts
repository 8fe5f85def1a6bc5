import { randomBytes } from 'node:crypto';
import { issueSetupLink } from '@/lib/auth/first-administrator';
import { resetPassword } from '@/lib/auth/reset-password';
import type { Database } from '@/lib/db/prisma';
import { Problem } from '../run/problem';

/** Path and query of a new one-time link for the first administrator. @throws Problem when there is one already */
export async function newSetupLink(db: Database): Promise<string> {
  const link = await issueSetupLink(db);
  if (link !== null) return link;
  const administrators = await db.user.findMany({ select: { email: true }, orderBy: { createdAt: 'asc' } });
  const emails = administrators.map(({ email }) => email).join(', ');
  throw new Problem(
    `There is an administrator already (${emails}). A new password: npm run siegel -- reset-password ${administrators[0]?.email}`,
  );
}

/** A new random password for an administrator, whose sessions end. @throws Problem when there is no such administrator */
export async function newPassword(db: Database, email: string): Promise<string> {
  const password = randomBytes(15).toString('base64url');
  if (!(await resetPassword(db, email.toLowerCase(), password)))
    throw new Problem(`There is no administrator with the e-mail address ${email}.`);
  return password;
}
