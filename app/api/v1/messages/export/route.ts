import { exportMessagesRoute } from '@/lib/api/routes/mail';

export const GET = exportMessagesRoute.handle;
