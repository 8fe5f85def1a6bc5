import { checkDraftRoute, checkRulesRoute } from '@/lib/api/routes/rules';

export const GET = checkRulesRoute.handle;
export const POST = checkDraftRoute.handle;
