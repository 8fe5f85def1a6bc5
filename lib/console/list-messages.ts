import type { MessageList } from '@/lib/api/contracts/mail';
import type { Prisma } from '@/lib/db/generated/prisma/client';
import { type Caller, demand } from './caller';
import { messageSummary } from './message-summary';

const PAGE = 50;

export interface MessageFilter {
  /** A part of an address, a client's IP address or a queue id. */
  readonly query?: string | undefined;
  readonly outcome?: 'accepted' | 'refused' | undefined;
  /** `nextCursor` of the page before. */
  readonly cursor?: string | undefined;
}

/** A page of the transactions, newest first. */
export async function listMessages(caller: Caller, { query, outcome, cursor }: MessageFilter): Promise<MessageList> {
  demand(caller, 'mail.read');
  const rows = await caller.db.mailTransaction.findMany({
    where: { AND: [matching(query), outcome === undefined ? {} : { accepted: outcome === 'accepted' }, after(cursor)] },
    orderBy: [{ receivedAt: 'desc' }, { id: 'desc' }],
    take: PAGE + 1,
    include: { recipients: { orderBy: { id: 'asc' }, select: { address: true, state: true, decision: true } } },
  });
  const page = rows.slice(0, PAGE);
  const last = page.at(-1);
  return {
    messages: page.map(messageSummary),
    nextCursor: rows.length > PAGE && last !== undefined ? `${last.receivedAt.toISOString()}_${last.id}` : null,
  };
}

function matching(query = ''): Prisma.MailTransactionWhereInput {
  const text = query.trim();
  if (text === '') return {};
  // % and _ are wildcards of ILIKE, which Prisma does not escape.
  const part = { contains: text.replace(/[\\%_]/g, '\\$&'), mode: 'insensitive' } as const;
  return { OR: [{ id: text }, { clientIp: text }, { sender: part }, { recipients: { some: { address: part } } }] };
}

/** A cursor is the time and id of the last message seen, so that new mail does not shift the pages. */
function after(cursor: string | undefined): Prisma.MailTransactionWhereInput {
  const [time = '', id = ''] = cursor?.split('_') ?? [];
  const receivedAt = new Date(time);
  if (Number.isNaN(receivedAt.getTime())) return {};
  return { OR: [{ receivedAt: { lt: receivedAt } }, { receivedAt, id: { lt: id } }] };
}
