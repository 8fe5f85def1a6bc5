import type { MessageList } from '@/lib/api/contracts/mail';
import type { Prisma } from '@/lib/db/generated/prisma/client';
import { type Caller, demand } from './caller';
import { messageSummary } from './message-summary';
import { messagesOfRule } from './messages-of-rule';

const PAGE = 50;

export interface MessageFilter {
  /** A part of an address, a client's IP address or a queue id. */
  readonly query?: string | undefined;
  readonly outcome?: 'accepted' | 'refused' | undefined;
  /** Only those that this rule was true for, in the 90 days that its hits are kept. */
  readonly rule?: string | undefined;
  /** `nextCursor` of the page before. */
  readonly cursor?: string | undefined;
}

/** A page of the transactions, newest first. */
export async function listMessages(caller: Caller, filter: MessageFilter): Promise<MessageList> {
  demand(caller, 'mail.read');
  const rows = await caller.db.mailTransaction.findMany({
    where: await matching(caller, filter),
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

async function matching(caller: Caller, { query = '', outcome, rule, cursor }: MessageFilter): Promise<Prisma.MailTransactionWhereInput> {
  const text = query.trim();
  if (rule === undefined) {
    return { AND: [containing(text), outcome === undefined ? {} : { accepted: outcome === 'accepted' }, after(placeOf(cursor))] };
  }
  return { id: { in: await messagesOfRule(caller.db, { ruleId: rule, before: placeOf(cursor), outcome, text }, PAGE + 1) } };
}

function containing(text: string): Prisma.MailTransactionWhereInput {
  if (text === '') return {};
  // % and _ are wildcards of ILIKE, which Prisma does not escape.
  const part = { contains: text.replace(/[\\%_]/g, '\\$&'), mode: 'insensitive' } as const;
  return { OR: [{ id: text }, { clientIp: text }, { sender: part }, { recipients: { some: { address: part } } }] };
}

interface Place {
  readonly receivedAt: Date;
  readonly id: string;
}

/** A cursor is the time and id of the last message seen, so that new mail does not shift the pages. */
function placeOf(cursor: string | undefined): Place | null {
  const [time = '', id = ''] = cursor?.split('_') ?? [];
  const receivedAt = new Date(time);
  return Number.isNaN(receivedAt.getTime()) ? null : { receivedAt, id };
}

function after(place: Place | null): Prisma.MailTransactionWhereInput {
  if (place === null) return {};
  const { receivedAt, id } = place;
  return { OR: [{ receivedAt: { lt: receivedAt } }, { receivedAt, id: { lt: id } }] };
}
