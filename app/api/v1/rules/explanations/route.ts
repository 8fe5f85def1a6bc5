import { explainDraftRoute } from '@/lib/api/routes/rules';

export const POST = explainDraftRoute.handle;
