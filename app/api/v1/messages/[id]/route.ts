import { showMessageRoute } from '@/lib/api/routes/mail';

export const GET = showMessageRoute.handle;
