import type { Retention, RetentionView } from '@/lib/api/contracts/retention';
import { recordEvent } from '@/lib/audit/record-event';
import { authorOf, type Caller, demand } from './caller';
import { Refusal } from './refusal';

/** For how long the records of mail are kept. */
export async function showRetention(caller: Caller): Promise<RetentionView> {
  demand(caller, 'mail.read');
  const [row, oldest] = await Promise.all([
    caller.db.retention.findFirstOrThrow(),
    caller.db.mailTransaction.findFirst({ orderBy: { receivedAt: 'asc' }, select: { receivedAt: true } }),
  ]);
  const { acceptedDays, refusedDays, version, changedBy, changedAt } = row;
  return {
    retention: { acceptedDays, refusedDays },
    ...{ version, changedBy },
    changedAt: changedAt.toISOString(),
    oldest: oldest?.receivedAt.toISOString() ?? null,
  };
}

/** Replaces what the caller has seen in `version`. Workers go by it within minutes. @throws Refusal */
export async function saveRetention(caller: Caller, retention: Retention, version: number): Promise<RetentionView> {
  demand(caller, 'policy.write');
  const before = await showRetention(caller);
  const { count } = await caller.db.retention.updateMany({
    where: { version },
    data: { ...retention, version: version + 1, changedAt: new Date(), changedBy: authorOf(caller) },
  });
  if (count === 0) throw new Refusal({ kind: 'conflict', current: await showRetention(caller) });
  await recordEvent(caller.db, authorOf(caller), 'retention.changed', { before: before.retention, after: retention });
  return showRetention(caller);
}
