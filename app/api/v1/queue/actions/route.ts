import { queueActionRoute } from '@/lib/api/routes/queue';

export const POST = queueActionRoute.handle;
