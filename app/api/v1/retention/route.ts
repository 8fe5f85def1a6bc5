import { saveRetentionRoute, showRetentionRoute } from '@/lib/api/routes/retention';

export const GET = showRetentionRoute.handle;
export const PUT = saveRetentionRoute.handle;
