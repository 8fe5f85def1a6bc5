import { listQueueRoute } from '@/lib/api/routes/queue';

export const GET = listQueueRoute.handle;
