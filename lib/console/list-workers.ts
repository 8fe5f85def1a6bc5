import type { WorkerList, WorkerView } from '@/lib/api/contracts/status';
import { workerViewSchema } from '@/lib/api/contracts/status';
import type { Worker } from '@/lib/db/generated/prisma/client';
import { latestRevision } from '@/lib/revisions/latest-revision';
import { type Caller, demand } from './caller';

/** The workers that live, and the revision that they should enforce. */
export async function listWorkers(caller: Caller): Promise<WorkerList> {
  demand(caller, 'status.read');
  const [revision, workers] = await Promise.all([
    latestRevision(caller.db),
    // The database's clock: the leases were written by it.
    caller.db.$queryRaw<{ id: string }[]>`select id from worker where stopped_at is null and lease_until > now()`.then((living) =>
      caller.db.worker.findMany({ where: { id: { in: living.map(({ id }) => id) } }, orderBy: [{ host: 'asc' }, { startedAt: 'asc' }] }),
    ),
  ]);
  return { revision: revision ?? 0, workers: workers.map(view) };
}

function view({ id, host, pid, version, startedAt, seenAt, revision, listeners, sessions, deliveries }: Worker): WorkerView {
  return {
    ...{ id, host, pid, version, revision, sessions, deliveries },
    startedAt: startedAt.toISOString(),
    seenAt: seenAt.toISOString(),
    listeners: workerViewSchema.shape.listeners.parse(listeners),
  };
}
