import { showRuleHitsRoute } from '@/lib/api/routes/rules';

export const GET = showRuleHitsRoute.handle;
