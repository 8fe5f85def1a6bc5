import { forceTlsRoute } from '@/lib/api/routes/rules';

export const POST = forceTlsRoute.handle;
