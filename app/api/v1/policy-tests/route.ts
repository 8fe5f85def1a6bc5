import { createPolicyTestRoute, listPolicyTestsRoute } from '@/lib/api/routes/policy-tests';

export const GET = listPolicyTestsRoute.handle;
export const POST = createPolicyTestRoute.handle;
