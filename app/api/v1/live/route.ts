import { liveRoute } from '@/lib/api/routes/mail';

export const GET = liveRoute.handle;
