import { z } from 'zod';
import type { MessageDetail } from '@/lib/api/contracts/mail';
import type { MailRecipient } from '@/lib/db/generated/prisma/client';
import type { Caller } from './caller';

type Recipient = Pick<MailRecipient, 'id' | 'actionId'>;
type QueueEvent = MessageDetail['recipients'][number]['actions'][number];

/** So many of one message are shown at most. */
const MOST = 200;

const eventsSchema = z.array(
  z.object({
    at: z.date(),
    actor: z.string(),
    detail: z.object({ action: z.string(), ids: z.array(z.string()).default([]), id: z.string().optional(), touched: z.int() }),
  }),
);

/**
 * What administrators did with these recipients since the message came, by recipient, as the audit log has it. Of an action on all that matched
 * a filter, or on several of which not all could be touched, only the last is known.
 */
export async function queueActions(
  { db }: Caller,
  since: Date,
  recipients: readonly Recipient[],
): Promise<(recipient: Recipient) => QueueEvent[]> {
  const ids = recipients.map(({ id }) => String(id));
  const actionIds = recipients.flatMap(({ actionId }) => actionId ?? []);
  const rows = await db.$queryRaw`
    select at, actor, detail from audit_event
    where action = 'queue.acted' and at >= ${since}
      and (jsonb_exists_any(detail->'ids', ${ids}::text[]) or detail->>'id' = any(${actionIds}::text[]))
    order by id limit ${MOST}`;
  const events = eventsSchema.parse(rows);
  return ({ id, actionId }) =>
    events
      .filter(
        ({ detail: { ids, touched, id: acted } }) =>
          (acted !== undefined && acted === actionId) || (touched === ids.length && ids.includes(String(id))),
      )
      .map(({ at, actor, detail }) => ({ at: at.toISOString(), by: actor, action: detail.action }));
}
