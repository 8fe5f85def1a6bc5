import type { Database } from '@/lib/db/prisma';
import { latestRevision } from '@/lib/revisions/latest-revision';

const WAITING = ['pending', 'active', 'deferred', 'held'] as const;

/** Revision, workers and queue, as lines for a terminal. */
export async function statusLines(db: Database, now: Date): Promise<string[]> {
  const [revision, workers, queue] = await Promise.all([
    latestRevision(db),
    db.worker.findMany({ where: { stoppedAt: null, leaseUntil: { gt: now } }, orderBy: { startedAt: 'asc' } }),
    db.mailRecipient.groupBy({ by: ['state'], where: { state: { in: [...WAITING] } }, _count: true }),
  ]);
  const count = (state: (typeof WAITING)[number]) => queue.find((group) => group.state === state)?._count ?? 0;
  return [
    `Revision   ${revision ?? 'none yet'}`,
    `Workers    ${workers.length === 0 ? 'none' : ''}`.trimEnd(),
    ...workers.map(
      (worker) =>
        `  ${worker.host}, process ${worker.pid}: revision ${worker.revision ?? 'none yet'}, ${worker.sessions} sessions, ${worker.deliveries} deliveries`,
    ),
    `Queue      ${WAITING.map((state) => `${count(state)} ${state}`).join(', ')}`,
  ];
}
