import { queryOptions, useQuery } from '@tanstack/react-query';
import { callApi } from '@/lib/api/client';
import { type WorkerList, workerListSchema } from '@/lib/api/contracts/status';

export const WORKERS_KEY = ['workers'] as const;

/** How many of the living workers enforce `revision` or a later one. */
export function countActive(list: WorkerList, revision: number): number {
  return list.workers.filter((worker) => worker.revision !== null && worker.revision >= revision).length;
}

/** The living workers; asked again quickly until all of them report the newest revision (at least `revision`), else every few seconds. */
export function useWorkers(revision = 0) {
  return useQuery(
    queryOptions({
      queryKey: WORKERS_KEY,
      queryFn: ({ signal }) => callApi('/workers', workerListSchema, { signal }),
      refetchInterval: ({ state }) => {
        if (state.data === undefined) return 5_000;
        const expected = Math.max(revision, state.data.revision);
        const settled = state.data.workers.length > 0 && countActive(state.data, expected) === state.data.workers.length;
        return settled ? 5_000 : 500;
      },
    }),
  );
}
