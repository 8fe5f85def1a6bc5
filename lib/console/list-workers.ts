import type { GoneWorker, WorkerList, WorkerView } from '@/lib/api/contracts/status';
import { workerViewSchema } from '@/lib/api/contracts/status';
import type { Worker } from '@/lib/db/generated/prisma/client';
import { latestRevision } from '@/lib/revisions/latest-revision';
import { type Caller, demand } from './caller';

/** The workers that live, the revision that they should enforce, and those that have gone lately. */
export async function listWorkers(caller: Caller): Promise<WorkerList> {
  demand(caller, 'status.read');
  const [revision, known] = await Promise.all([latestRevision(caller.db), knownWorkers(caller)]);
  const states = new Map(known.map(({ id, state }) => [id, state]));
  const rows = await caller.db.worker.findMany({
    where: { id: { in: [...states.keys()] } },
    orderBy: [{ host: 'asc' }, { startedAt: 'asc' }],
  });
  return {
    revision: revision ?? 0,
    workers: rows.filter(({ id }) => states.get(id) === 'running').map(view),
    gone: rows.flatMap((row): GoneWorker[] => {
      const state = states.get(row.id);
      return state === 'stopped' || state === 'lost' ? [{ ...view(row), state }] : [];
    }),
  };
}

interface Known {
  readonly id: string;
  readonly state: 'running' | 'stopped' | 'lost';
}

/**
 * By the database's clock, which wrote the leases. One that has gone is shown for a day if it was lost and for an hour if it was stopped, and
 * no longer once another has taken its place on its host.
 */
function knownWorkers({ db }: Caller): Promise<Known[]> {
  return db.$queryRaw<Known[]>`
    with known as (
      select id, host, started_at, seen_at, case
        when stopped_at is not null then 'stopped' when lease_until > now() then 'running' else 'lost' end as state
      from worker where seen_at > now() - interval '1 day'
    )
    select id, state from known w where state = 'running' or (
      (state = 'lost' or seen_at > now() - interval '1 hour') and not exists (
        select from known n where n.host = w.host and n.state = 'running'
          and n.started_at > case w.state when 'lost' then w.seen_at else w.started_at end))`;
}

function view({ id, host, pid, version, startedAt, seenAt, revision, listeners, sessions, deliveries }: Worker): WorkerView {
  return {
    ...{ id, host, pid, version, revision, sessions, deliveries },
    startedAt: startedAt.toISOString(),
    seenAt: seenAt.toISOString(),
    listeners: workerViewSchema.shape.listeners.parse(listeners),
  };
}
