import { deletePolicyTestRoute, savePolicyTestRoute } from '@/lib/api/routes/policy-tests';

export const PUT = savePolicyTestRoute.handle;
export const DELETE = deletePolicyTestRoute.handle;
