import { saveRoutingRoute, showRoutingRoute } from '@/lib/api/routes/settings';

export const GET = showRoutingRoute.handle;
export const PUT = saveRoutingRoute.handle;
