import { listQueueGroupsRoute } from '@/lib/api/routes/queue';

export const GET = listQueueGroupsRoute.handle;
