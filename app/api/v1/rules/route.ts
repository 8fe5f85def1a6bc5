import { createRuleRoute, listRulesRoute } from '@/lib/api/routes/rules';

export const GET = listRulesRoute.handle;
export const POST = createRuleRoute.handle;
