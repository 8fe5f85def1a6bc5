import { moveRuleRoute } from '@/lib/api/routes/rules';

export const POST = moveRuleRoute.handle;
