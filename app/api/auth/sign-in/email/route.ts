import { signInRoute } from '@/lib/api/routes/session';

export const POST = signInRoute.handle;
