import { overviewRoute } from '@/lib/api/routes/status';

export const GET = overviewRoute.handle;
