import { duplicateRuleRoute } from '@/lib/api/routes/rules';

export const POST = duplicateRuleRoute.handle;
