import { listQueueRoute } from '@/lib/api/routes/mail';

export const GET = listQueueRoute.handle;
