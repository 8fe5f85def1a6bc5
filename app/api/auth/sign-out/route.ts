import { signOutRoute } from '@/lib/api/routes/session';

export const POST = signOutRoute.handle;
