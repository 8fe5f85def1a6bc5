import { queueActionRoute } from '@/lib/api/routes/mail';

export const POST = queueActionRoute.handle;
