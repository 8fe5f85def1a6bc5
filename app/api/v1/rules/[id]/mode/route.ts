import { setRuleModeRoute } from '@/lib/api/routes/rules';

export const POST = setRuleModeRoute.handle;
