import type { z } from 'zod';
import type { createSmtpUserSchema, SmtpUserView, updateSmtpUserSchema } from '@/lib/api/contracts/smtp-users';
import { recordEvent } from '@/lib/audit/record-event';
import { hashPassword } from '@/lib/auth/password-hash';
import { authorOf, type Caller, demand } from './caller';
import { smtpUserView } from './list-smtp-users';
import { invalid, Refusal } from './refusal';

/** @throws Refusal */
export async function createSmtpUser(caller: Caller, input: z.output<typeof createSmtpUserSchema>): Promise<SmtpUserView> {
  demand(caller, 'smtp-users.write');
  const { name, note } = input;
  const passwordHash = await hashPassword(input.password);
  // Not an upsert: a name that exists must not get another password by mistake.
  const [user] = await caller.db.smtpUser.createManyAndReturn({ data: [{ name, note, passwordHash }], skipDuplicates: true });
  if (user === undefined) throw invalid(['name'], 'name.taken');
  await recordEvent(caller.db, authorOf(caller), 'smtp-user.created', { name });
  return smtpUserView(user);
}

/** Switches an SMTP user on or off, changes the note and, unless it is null, the password. @throws Refusal */
export async function saveSmtpUser(caller: Caller, id: string, input: z.output<typeof updateSmtpUserSchema>): Promise<SmtpUserView> {
  demand(caller, 'smtp-users.write');
  const { enabled, note, password } = input;
  const passwordHash = password === null ? null : await hashPassword(password);
  const [user] = await caller.db.smtpUser.updateManyAndReturn({
    where: { id },
    data: { enabled, note, ...(passwordHash === null ? {} : { passwordHash }) },
  });
  if (user === undefined) throw new Refusal({ kind: 'not-found' });
  await recordEvent(caller.db, authorOf(caller), 'smtp-user.changed', { name: user.name, enabled, newPassword: password !== null });
  return smtpUserView(user);
}

/** @throws Refusal */
export async function deleteSmtpUser(caller: Caller, id: string): Promise<SmtpUserView> {
  demand(caller, 'smtp-users.write');
  const user = await caller.db.smtpUser.findUnique({ where: { id } });
  const { count } = await caller.db.smtpUser.deleteMany({ where: { id } });
  if (user === null || count === 0) throw new Refusal({ kind: 'not-found' });
  await recordEvent(caller.db, authorOf(caller), 'smtp-user.deleted', { name: user.name });
  return smtpUserView(user);
}
