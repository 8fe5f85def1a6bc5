import type { Prisma } from '@/lib/db/generated/prisma/client';
import type { Database } from '@/lib/db/prisma';

/** What can stand in the audit log: `object.verb`. */
export type AuditAction =
  | 'session.sign-in'
  | 'session.sign-in-refused'
  | 'administrator.created'
  | 'administrator.password-changed'
  | 'rule.created'
  | 'rule.changed'
  | 'rule.moved'
  | 'rule.deleted'
  | 'acceptance-settings.changed'
  | 'routing-settings.changed'
  | 'named-list.created'
  | 'named-list.changed'
  | 'named-list.deleted'
  | 'policy-test.created'
  | 'policy-test.changed'
  | 'policy-test.deleted'
  | 'local-domain.created'
  | 'local-domain.changed'
  | 'local-domain.deleted'
  | 'smtp-user.created'
  | 'smtp-user.changed'
  | 'smtp-user.deleted'
  | 'queue.acted'
  | 'queue.undone'
  | 'messages.exported'
  | 'retention.changed'
  | 'revision.restored'
  | 'trial.begun'
  | 'trial.confirmed'
  | 'trial.taken-back'
  | 'trial.expired';

/** Adds a line to the audit log. `detail` names what was acted on; it holds no password and no message content. */
export async function recordEvent(
  db: Pick<Database, 'auditEvent'>,
  actor: string,
  action: AuditAction,
  detail: Prisma.InputJsonObject,
): Promise<void> {
  await db.auditEvent.create({ data: { actor, action, detail } });
}
