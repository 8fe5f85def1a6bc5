import type { MessageList } from '@/lib/api/contracts/mail';
import type { MessageCount, MessageFilterQuery } from '@/lib/api/contracts/messages';
import { countMessages, findMessages, type MessagePlace } from '@/lib/queue/find-messages';
import { type Caller, demand } from './caller';
import { messageFilterOf } from './message-filter';
import { messageSummary } from './message-summary';

const PAGE = 50;
/** Beyond it nobody is told how many there are exactly. */
const MOST_COUNTED = 10_000;

/** A page of the transactions, newest first. @param cursor `nextCursor` of the page before */
export async function listMessages(caller: Caller, wanted: MessageFilterQuery, cursor?: string): Promise<MessageList> {
  demand(caller, 'mail.read');
  const places = await findMessages(caller.queuePool, messageFilterOf(wanted), { after: placeOf(cursor), limit: PAGE + 1 });
  const page = places.slice(0, PAGE);
  const last = page.at(-1);
  const rows = await caller.db.mailTransaction.findMany({
    where: { id: { in: page.map(({ id }) => id) } },
    orderBy: [{ receivedAt: 'desc' }, { id: 'desc' }],
    include: { recipients: { orderBy: { id: 'asc' }, select: { address: true, state: true, decision: true } } },
  });
  return {
    messages: rows.map(messageSummary),
    nextCursor: places.length > PAGE && last !== undefined ? `${last.receivedAt.toISOString()}_${last.id}` : null,
  };
}

/** How many transactions match, as far as it is counted. */
export async function countMatching(caller: Caller, wanted: MessageFilterQuery): Promise<MessageCount> {
  demand(caller, 'mail.read');
  const count = await countMessages(caller.queuePool, messageFilterOf(wanted), MOST_COUNTED + 1);
  return { count: Math.min(count, MOST_COUNTED), more: count > MOST_COUNTED };
}

/** A cursor is the time and id of the last message seen, so that new mail does not shift the pages. */
function placeOf(cursor: string | undefined): MessagePlace | null {
  const [time = '', id = ''] = cursor?.split('_') ?? [];
  const receivedAt = new Date(time);
  return Number.isNaN(receivedAt.getTime()) ? null : { receivedAt, id };
}
