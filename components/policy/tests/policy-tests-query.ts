import { queryOptions } from '@tanstack/react-query';
import { callApi } from '@/lib/api/client';
import { policyTestListSchema } from '@/lib/api/contracts/policy-tests';

const POLICY_TESTS_KEY = ['policy-tests'] as const;

export const policyTestsQuery = queryOptions({
  queryKey: POLICY_TESTS_KEY,
  queryFn: ({ signal }) => callApi('/policy-tests', policyTestListSchema, { signal }),
});
