import type { QueueEntry, QueueList } from '@/lib/api/contracts/mail';
import type { Prisma } from '@/lib/db/generated/prisma/client';
import { toDomain } from '@/lib/mail/domain';
import { type Caller, demand } from './caller';

const PAGE = 50;
const IN_QUEUE = ['pending', 'active', 'deferred', 'held'] as const satisfies readonly QueueEntry['state'][];

export interface QueueFilter {
  readonly state?: QueueEntry['state'] | undefined;
  /** Of the recipient; domains under it count too. */
  readonly domain?: string | undefined;
  /** `nextCursor` of the page before. */
  readonly cursor?: string | undefined;
}

/** A page of the recipients in the queue, oldest first. */
export async function listQueue(caller: Caller, { state, domain, cursor }: QueueFilter): Promise<QueueList> {
  demand(caller, 'mail.read');
  const where: Prisma.MailRecipientWhereInput = { state: { in: state === undefined ? [...IN_QUEUE] : [state] }, ...inDomain(domain) };
  const [total, rows] = await Promise.all([
    caller.db.mailRecipient.count({ where }),
    caller.db.mailRecipient.findMany({
      where: { ...where, ...(cursor === undefined ? {} : { id: { gt: BigInt(cursor) } }) },
      orderBy: { id: 'asc' },
      take: PAGE + 1,
      include: {
        transaction: { select: { sender: true, size: true, receivedAt: true } },
        history: { orderBy: { id: 'desc' }, take: 1, select: { nextHop: true } },
      },
    }),
  ]);
  const page = rows.slice(0, PAGE);
  return {
    total,
    nextCursor: rows.length > PAGE ? String(page.at(-1)?.id) : null,
    entries: page.map((row) => ({
      id: String(row.id),
      queueId: row.transactionId,
      state: IN_QUEUE.find((each) => each === row.state) ?? 'pending',
      sender: row.transaction.sender,
      recipient: row.address,
      size: row.transaction.size ?? 0,
      receivedAt: row.transaction.receivedAt.toISOString(),
      attempts: row.attempts,
      nextAttemptAt: row.nextAttemptAt?.toISOString() ?? null,
      expiresAt: row.expiresAt?.toISOString() ?? null,
      nextHop: row.history[0]?.nextHop ?? null,
      lastError: row.lastError,
      lastReason: row.lastReason,
    })),
  };
}

function inDomain(domain: string | undefined): Prisma.MailRecipientWhereInput {
  if (domain === undefined || domain.trim() === '') return {};
  const name = toDomain(domain, { minimumLabels: 1 }) ?? domain.trim().toLowerCase();
  return { OR: [{ domain: name }, { domain: { endsWith: `.${name}` } }] };
}
