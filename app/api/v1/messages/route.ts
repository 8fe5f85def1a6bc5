import { listMessagesRoute } from '@/lib/api/routes/mail';

export const GET = listMessagesRoute.handle;
