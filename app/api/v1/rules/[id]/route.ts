import { deleteRuleRoute, saveRuleRoute, showRuleRoute } from '@/lib/api/routes/rules';

export const GET = showRuleRoute.handle;
export const PUT = saveRuleRoute.handle;
export const DELETE = deleteRuleRoute.handle;
