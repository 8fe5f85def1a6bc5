import { listRuleHitsRoute } from '@/lib/api/routes/rules';

export const GET = listRuleHitsRoute.handle;
