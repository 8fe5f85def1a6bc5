import { useIsMutating, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useWorkers } from '@/components/ui/workers-query';
import type { RuleRows } from '@/lib/api/contracts/rule-rows';
import { LIST_CHANGE_KEY } from './rule-list-changes';
import { FIRST_ROWS_KEY, RULES_KEY, rowsQuery } from './rules-query';

/**
 * The rule list; at first only its beginning where it is long (`isPlaceholderData`). It is asked for again when the header has heard of a
 * revision that it does not show: 10,000 rules are not sent every few seconds.
 */
export function useRuleRows() {
  const queryClient = useQueryClient();
  const list = useQuery({
    ...rowsQuery,
    placeholderData: () => queryClient.getQueryData<RuleRows>(FIRST_ROWS_KEY),
    refetchInterval: ({ state }) => (state.status === 'error' ? 20_000 : false),
  });
  const changing = useIsMutating({ mutationKey: LIST_CHANGE_KEY }) > 0;
  const newest = useWorkers().data?.revision ?? 0;
  const isOld = list.isSuccess && !list.isPlaceholderData && newest > list.data.revision;
  const asked = list.isFetching || changing;
  useEffect(() => {
    if (isOld && !asked) void queryClient.invalidateQueries({ queryKey: RULES_KEY });
  }, [isOld, asked, queryClient]);
  return list;
}
