import { countMessagesRoute } from '@/lib/api/routes/mail';

export const GET = countMessagesRoute.handle;
