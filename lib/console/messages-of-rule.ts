import { z } from 'zod';
import type { Database } from '@/lib/db/prisma';

export interface MessagesOfRule {
  readonly ruleId: string;
  /** Those older than this message alone. */
  readonly before: { readonly receivedAt: Date; readonly id: string } | null;
  readonly outcome: 'accepted' | 'refused' | undefined;
  /** A part of an address, or a whole address of a client or queue id; empty: any. */
  readonly text: string;
}

const idsSchema = z.array(z.object({ id: z.string() }));

/**
 * Ids of the newest `limit` transactions that a rule was true for: when they were judged, or in an attempt to deliver. Only the hours in which the
 * rule was counted, and the hour before each, in which such a transaction may have begun, are looked through: decisions have no index.
 */
export async function messagesOfRule(db: Database, { ruleId, before, outcome, text }: MessagesOfRule, limit: number): Promise<string[]> {
  const matched = JSON.stringify({ trace: [{ ruleId, outcome: 'true' }] });
  const routed = JSON.stringify([{ ruleId }]);
  const part = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
  const accepted = outcome === undefined ? null : outcome === 'accepted';
  const rows = await db.$queryRaw`
    with hours as (
      select hour from rule_hit where rule_id = ${ruleId}::uuid and matched > 0
      union select hour - interval '1 hour' from rule_hit where rule_id = ${ruleId}::uuid and matched > 0
    )
    select found.id from (select hour from hours order by hour desc) hours cross join lateral (
      select t.id, t.received_at from mail_transaction t
      where t.received_at >= hours.hour and t.received_at < hours.hour + interval '1 hour'
        and (${before?.receivedAt ?? null}::timestamptz is null or (t.received_at, t.id) < (${before?.receivedAt ?? null}::timestamptz, ${before?.id ?? ''}))
        and (${accepted}::boolean is null or t.accepted = ${accepted}::boolean)
        and (t.decision @> ${matched}::jsonb or exists (
          select from mail_recipient r where r.transaction_id = t.id and (r.decision @> ${matched}::jsonb or exists (
            select from delivery_attempt a where a.recipient_id = r.id and a.decided_by @> ${routed}::jsonb))))
        and (${text} = '' or t.id = ${text} or t.client_ip = ${text} or t.sender ilike ${part} or exists (
          select from mail_recipient r where r.transaction_id = t.id and r.address ilike ${part}))
      order by t.received_at desc, t.id desc
    ) found order by hours.hour desc, found.received_at desc, found.id desc limit ${limit}`;
  return idsSchema.parse(rows).map(({ id }) => id);
}
