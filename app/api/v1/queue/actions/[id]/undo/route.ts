import { undoQueueActionRoute } from '@/lib/api/routes/queue';

export const POST = undoQueueActionRoute.handle;
