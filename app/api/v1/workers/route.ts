import { listWorkersRoute } from '@/lib/api/routes/status';

export const GET = listWorkersRoute.handle;
