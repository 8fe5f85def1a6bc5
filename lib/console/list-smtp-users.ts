import type { SmtpUserView } from '@/lib/api/contracts/smtp-users';
import type { SmtpUser } from '@/lib/db/generated/prisma/client';
import { type Caller, demand } from './caller';

/** Who may authenticate over SMTP, by name. */
export async function listSmtpUsers(caller: Caller): Promise<{ users: SmtpUserView[] }> {
  demand(caller, 'smtp-users.read');
  const users = await caller.db.smtpUser.findMany({ orderBy: { name: 'asc' } });
  return { users: users.map(smtpUserView) };
}

/** Without the password's hash, which leaves the database for comparing only. */
export function smtpUserView({ id, name, enabled, note, createdAt, lastSeenAt }: SmtpUser): SmtpUserView {
  return { id, name, enabled, note, createdAt: createdAt.toISOString(), lastSeenAt: lastSeenAt?.toISOString() ?? null };
}
