import { listRuleRowsRoute } from '@/lib/api/routes/rules';

export const GET = listRuleRowsRoute.handle;
