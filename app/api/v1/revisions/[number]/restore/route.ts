import { restoreRoute } from '@/lib/api/routes/revisions';

export const POST = restoreRoute.handle;
