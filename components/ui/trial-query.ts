import { queryOptions } from '@tanstack/react-query';
import { callApi } from '@/lib/api/client';
import { type TrialView, trialViewSchema } from '@/lib/api/contracts/revisions';

export const TRIAL_KEY = ['trial'] as const;

export type OpenTrial = NonNullable<TrialView['trial']>;

/** What is on trial; asked again quickly when its time is nearly over, so that its end is seen as soon as a worker has acted. */
export const trialQuery = queryOptions({
  queryKey: TRIAL_KEY,
  queryFn: ({ signal }) => callApi('/trial', trialViewSchema, { signal }),
  refetchInterval: ({ state }) => {
    const trial = state.data?.trial ?? null;
    if (trial === null) return 10_000;
    return trial.secondsLeft < 10 ? 1_000 : 5_000;
  },
});
