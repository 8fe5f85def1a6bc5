import { recordEvent } from '@/lib/audit/record-event';
import type { Database } from '@/lib/db/prisma';
import { hashPassword } from './password-hash';

/**
 * Gives an administrator who has lost access a new password and ends all of his sessions. For whoever may run commands on the machine.
 * @param email lower case
 * @returns false when there is no such administrator
 */
export async function resetPassword(db: Database, email: string, password: string): Promise<boolean> {
  const passwordHash = await hashPassword(password);
  return db.$transaction(async (tx) => {
    const user = await tx.user.findUnique({ where: { email }, select: { id: true } });
    if (user === null) return false;
    await tx.account.updateMany({ where: { userId: user.id, providerId: 'credential' }, data: { password: passwordHash } });
    await tx.session.deleteMany({ where: { userId: user.id } });
    await recordEvent(tx, 'command line', 'administrator.password-changed', { email, signOutOthers: true });
    return true;
  });
}
