import { setupRoute } from '@/lib/api/routes/account';

export const POST = setupRoute.handle;
